# Khi một việc không làm được: vì sao, và làm gì thay.

refusal-phase = Hồ sơ đang ở tình trạng “{ $phase }” nên không thể { $action }.
refusal-state = Hồ sơ đang ở tình trạng “{ $phase }”, không thể { $action }: { $why }
refusal-again = Không thể { $action }: { $why }
refusal-next = Có thể làm: { $actions }.
refusal-nothing = Lúc này ông/bà không có việc nào khác làm được với hồ sơ.

who = { $role } ({ $relation })

## Lý do và cách khắc phục, đứng sau dấu hai chấm

why-not_permitted = đây là việc của { $who }.
why-missing = còn thiếu { $field }. Hãy ghi vào rồi gửi lại.
why-before_last_event = việc gần nhất đã ghi lúc { $at }. Hãy chọn thời điểm không sớm hơn.
why-in_future = thời điểm đã nhập chưa đến. Hãy nhập thời điểm việc đã xảy ra.
why-desk_closed = Bộ phận Một cửa đang đóng cửa. Hãy thực hiện khi mở cửa lại, lúc { $next }.
why-entered_too_late = chỉ được nhập muộn tối đa một ngày làm việc. Hãy tiếp nhận theo giờ hiện tại và ghi chú việc nhập muộn.
why-outside_calendar = chưa có lịch làm việc cho ngày này. Hãy chọn ngày khác, hoặc nhờ quản trị viên nạp lịch làm việc.
why-unknown_step = quy trình không có bước “{ $step }”. Hãy chọn một bước của quy trình.
why-same_officer = người này đang giữ hồ sơ. Hãy chọn người khác.
why-second_supplement = hồ sơ đã được yêu cầu bổ sung một lần. Lần thứ hai do người đứng đầu đơn vị hoặc lãnh đạo, không giữ hồ sơ, yêu cầu: hãy trình người đó.
why-late_supplement = đã quá 3 ngày làm việc kể từ khi tiếp nhận. Hãy trình người đứng đầu đơn vị hoặc lãnh đạo, không giữ hồ sơ, yêu cầu; thời hạn sẽ tính tiếp phần còn lại, không tính lại từ đầu.
why-offer_lapsed = đã hết thời gian trả lời; hồ sơ tự chuyển cho ông/bà lúc { $at }. Hãy trả lại hồ sơ nếu không thuộc việc của ông/bà.
why-own_result = ông/bà là người đã báo xong. Hãy để công chức khác của Bộ phận Một cửa kiểm tra và trả lại.
why-declined_too_late = kết quả chỉ được trả lại trong một ngày làm việc kể từ khi báo xong. Hãy ghi đính chính và báo người đứng đầu.
why-pause_by_supplement_only = muốn chờ bổ sung thì phải có yêu cầu bổ sung. Hãy dùng “Yêu cầu bổ sung”; thời hạn tự tạm dừng.
why-financial_land_only = chỉ hồ sơ đất đai mới tạm dừng để chờ người nộp thực hiện nghĩa vụ tài chính. Nếu cần giấy tờ của người nộp, hãy dùng “Yêu cầu bổ sung”; nếu chờ cơ quan khác, hãy chọn lý do đó và ghi căn cứ.
why-calendar_not_in_force = chỉ chuyển được hồ sơ sang lịch làm việc đang có hiệu lực, khi hồ sơ chưa tính theo lịch đó. Muốn đổi lịch chung, hãy nạp lịch mới; các hồ sơ đang giải quyết sẽ tự tính lại.
why-past_due = hạn trả đã qua lúc { $due }, mà chỉ gia hạn được khi chưa đến hạn. Hãy gửi { letter }.
why-extension_limit = thủ tục này cho gia hạn nhiều nhất { $times } lần, mỗi lần không quá { $most }. Hãy ghi thời gian ngắn hơn; nếu đã hết số lần, hãy gửi { letter }.
why-not_the_approval_step = kết quả do người có thẩm quyền duyệt ở bước “{ $step }” của quy trình. Hãy bàn giao hồ sơ cho người đó, ở bước đó.
why-approval_missing = kết quả chưa được duyệt. Hãy chuyển hồ sơ đến bước “{ $step }” để duyệt, rồi mới báo xong.
why-approval_missing_here = kết quả chưa được duyệt; hồ sơ đang ở bước “{ $step }” là bước duyệt. Hãy duyệt kết quả trước (việc của người có thẩm quyền ở bước này), rồi mới báo xong.
why-no_step_begun = chưa có bước nào của quy trình được thực hiện. Hãy bàn giao hồ sơ đến bước “{ $step }”; làm xong các bước rồi mới báo xong.
why-machine_reason = lý do chậm trong { letter } do hệ thống ghi. Hãy soạn lại với lý do của ông/bà, hoặc xác nhận lý do khi ký.
why-leader_signs = hồ sơ chậm nhiều nhất ở bước của lãnh đạo, nên { letter } do lãnh đạo ký. Hãy trình lãnh đạo.
why-not_after_today = ngày hẹn mới { $day } không ở sau hôm nay. Hãy soạn lại { letter } với một ngày làm việc sau hôm nay, rồi ký lại.
why-suspended = hồ sơ đang tạm dừng, thời hạn không tính, nên chưa soạn, ký hay gửi { letter }. Khi hồ sơ tiếp tục, hạn trả được tính lại; nếu quá hạn đó thì mới phải gửi.
why-not_late = hồ sơ có kết quả trước hạn hoặc đúng hạn nên không phải gửi { letter }.
why-still_time = người nộp còn được bổ sung đến hết { $last }. Hãy chờ qua ngày đó.
why-letter_waits = { letter } đang chờ gửi điện tử. Nếu đã trao tận tay hay gửi bưu chính thì ghi cách ấy, bản đang chờ sẽ không gửi nữa.
why-letter_missing = hồ sơ quá hạn mà chưa gửi { letter }. Hãy gửi trước, hoặc ghi lý do chưa gửi.
why-already_reappointed = hồ sơ chỉ được hẹn lại một lần và đã hẹn lại. Muốn hẹn ngày khác, hãy trình Chủ tịch quyết định rồi ghi số quyết định.
why-not_working_day = { $day } không phải ngày làm việc. Hãy chọn một ngày làm việc.
why-not_after_due = { $day } không sau ngày hết hạn. Hãy chọn một ngày sau đó.
why-bad_stand_in = người thay phải là người khác, không vắng mặt, và thời gian thay phải kết thúc sau lúc này; người vắng chưa có ai thay. Hãy chọn lại người thay hoặc thời điểm kết thúc.
why-illegal_correction = đính chính này làm các việc đã ghi mâu thuẫn với nhau, hoặc đổi điều đã ký, đã hẹn, đã yêu cầu. Hãy xem lại thời điểm và nội dung sửa; lời đã ký thì giữ nguyên.
why-receivers_correction = nội dung tiếp nhận do người đã nhập đính chính trong ngày nhập, sau đó do người đứng đầu nơi tiếp nhận đính chính; các việc khác do người đứng đầu đơn vị giải quyết đính chính. Hãy báo người đó.
why-leader_corrects = đính chính này làm số liệu của hồ sơ tốt hơn (hạn lùi, kết thúc sớm hơn, hoặc thời gian chuyển sang người, bước khác). Việc đó do lãnh đạo cơ quan, không giữ hồ sơ và không làm việc cần sửa, đính chính: hãy trình lãnh đạo.
why-further_pause = hồ sơ đã tạm dừng hai lần. Tạm dừng thêm do người đứng đầu đơn vị hoặc lãnh đạo, không giữ hồ sơ, quyết định: hãy trình người đó.
why-own_dossier = ông/bà đang giữ hồ sơ hoặc làm thay người giữ; không ai tự lùi hạn cho hồ sơ của mình. Hãy trình người đứng đầu đơn vị hoặc lãnh đạo khác.
why-step_of_another = bước “{ $step }” là việc của đơn vị khác hoặc của người có thẩm quyền duyệt. Hãy bàn giao hồ sơ cho người phụ trách bước đó.
why-no_consultation = không có yêu cầu ý kiến nào đang chờ đơn vị của ông/bà. Hãy kiểm tra lại yêu cầu.

## Điều còn vướng khi hồ sơ đã ở đúng trạng thái

why-offer_open = hồ sơ đang chờ người được bàn giao trả lời. Hãy chờ người đó nhận hoặc từ chối.
why-no_offer = không có bàn giao nào đang chờ.
why-step_completed = bước này đã được ghi hoàn thành. Hãy bàn giao hồ sơ sang bước tiếp theo, hoặc báo xong.
why-approved = kết quả đã được duyệt. Hãy báo xong, hoặc trả lại bước trước nếu phải làm lại.
why-paused = thời hạn đang tạm dừng. Hãy chờ hết tạm dừng.
why-no_supplement = hồ sơ không chờ bổ sung.
why-not_paused = thời hạn không tạm dừng, hoặc đang chờ bổ sung; khi nhận bổ sung, thời hạn tự tính tiếp.
why-reminded = đã nhắc rồi, hoặc hạn đang tạm dừng.
why-letter_open = đã có { letter } cho hạn này (ngày hẹn khác do Chủ tịch quyết định), hoặc hạn đang tạm dừng thì chờ tính tiếp.
why-no_draft = không có { letter } nào chờ ký: hạn đang tạm dừng, văn bản đã ký, hoặc chưa soạn. Chưa soạn thì soạn trước.
why-no_signed_letter = không có { letter } nào đã ký mà chưa gửi: văn bản đã gửi, hoặc chưa ký. Chưa ký thì ký trước.
why-not_reappointed = hồ sơ chưa được hẹn lại lần nào. Hãy hẹn lại bằng { letter } trước.
why-state = hồ sơ chưa đủ điều kiện cho việc này. Hãy xem lại diễn biến của hồ sơ.
