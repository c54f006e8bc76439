# Người dân: đăng nhập, nộp hồ sơ, theo dõi.

citizen-back = Quay lại

## Đăng nhập bằng mã

my_sign_in-heading = Đăng nhập để nộp và theo dõi hồ sơ
my_sign_in-said = Chúng tôi gửi một mã sáu số tới điện thoại hoặc thư điện tử của ông/bà. Không cần mật khẩu.
my_sign_in-contact = Số điện thoại hoặc thư điện tử
my_sign_in-contact_hint = Ví dụ: 0912 345 678 hoặc ten@vidu.vn
my_sign_in-send = Gửi mã cho tôi
my_sign_in-no_contact = Ông/bà hãy nhập số điện thoại trong nước (bắt đầu bằng số 0), số nước ngoài (bắt đầu bằng dấu +), hoặc địa chỉ thư điện tử.
my_sign_in-national = Ông/bà cũng có thể nộp hồ sơ tại Cổng Dịch vụ công quốc gia bằng tài khoản định danh.
my_sign_in-staff = Công chức đăng nhập ở đây
my_sign_in-code_heading = Nhập mã vừa gửi
my_sign_in-sent = Mã đã được gửi tới { $contact }. Mã dùng được trong { $minutes } phút.
my_sign_in-code = Mã sáu số
my_sign_in-code_hint = Có trong tin nhắn hoặc thư mà ông/bà vừa nhận.
my_sign_in-enter = Đăng nhập
my_sign_in-not_come = Chưa nhận được mã? Chờ một phút rồi
my_sign_in-again = gửi lại mã
my_sign_in-limit = Mỗi số điện thoại hoặc địa chỉ thư nhận tối đa { $n } mã một ngày từ trình duyệt lạ.
my_sign_in-slip_said = Nếu có giấy hẹn ghi số hoặc địa chỉ này, hãy nhập mã hồ sơ và mã tra cứu: mã gửi khi đó không tính vào mức trên.
my_sign_in-slip = Tôi có giấy hẹn
my_sign_in-wrong = Mã không đúng hoặc không còn dùng được. Ông/bà hãy xem lại tin nhắn mới nhất; nếu đã nhập sai nhiều lần, hãy gửi lại mã.
my_sign_in-expired = Phiên đăng nhập đã hết. Những gì ông/bà vừa nhập vẫn còn; đăng nhập xong sẽ được gửi tiếp.
my_sign_in-demonstration = Bản dùng thử không gửi tin thật: ông/bà xem mã ở trang “Dùng thử”
my_sign_in-notice_subject = Mã đăng nhập Một Cửa
my_sign_in-notice = { $code } là mã đăng nhập của ông/bà, dùng được trong { $minutes } phút. Không đưa mã này cho bất kỳ ai, kể cả công chức.

## Hồ sơ của tôi

my-signed_in = Đang đăng nhập bằng
my-empty = Ông/bà chưa có hồ sơ nào. Hồ sơ nộp ở đây sẽ hiện trên trang này, kèm việc cần làm và hạn trả.
my-choose = Chọn thủ tục để nộp
my-file_another = Nộp hồ sơ khác
my-claim = Thêm hồ sơ đã nộp tại Bộ phận Một cửa
my-devices_hint = Trình duyệt đã từng đăng nhập tài khoản này. Khi có người lạ thử đoán mã, ông/bà vẫn đăng nhập được từ đây; trình duyệt quen vẫn cần mã một lần.
my-waiting = Ông/bà cần làm
my-drafts = Đang nhập dở, chưa gửi
my-under_way = Đang giải quyết
my-ended = Đã xong
my-again = Nộp lại
my-touched = Sửa lần cuối
my-until = Giữ đến ngày
my-drop = Bỏ bản này
my-done_saved = Đã lưu. Ông/bà có thể quay lại nhập tiếp trong 30 ngày.
my-done_dropped = Đã bỏ bản nhập dở.
my-done_filed = Đã gửi hồ sơ. Trong 8 giờ làm việc, Bộ phận Một cửa sẽ kiểm tra rồi tiếp nhận hoặc hướng dẫn ông/bà hoàn thiện.
my-done_supplied = Đã gửi giấy tờ bổ sung. Hạn trả mới có trong hồ sơ.
my-done_promised = Đã ghi nhận giấy tờ ông/bà sẽ mang đến. Thời hạn vẫn tạm dừng cho đến khi Bộ phận Một cửa nhận được.
my-done_withdrawn = Đã rút hồ sơ.
my-done_rated = Đã ghi nhận đánh giá. Cảm ơn ông/bà.
my-done_claimed = Đã thêm. Từ nay các hồ sơ ông/bà nộp tại Bộ phận Một cửa hiện trên trang này, và thông báo được gửi tới số hoặc địa chỉ đăng nhập.
my-filed = Nộp lúc
my-now_at = Đang ở
my-applicant = Chủ hồ sơ
my-submitter = Người nộp thay
my-due_filed = Đã nộp, đang chờ kiểm tra. Hạn trả được tính từ khi tiếp nhận.
my-due_guided = Chưa tiếp nhận: hồ sơ còn thiếu. Hạn trả được tính từ khi tiếp nhận.
my-due_refused = Hồ sơ không được tiếp nhận nên không có hạn trả.
my-desk = Nơi tiếp nhận
my-desk_hours = Giờ tiếp nhận và trả kết quả
asked-heading = Giấy tờ yêu cầu bổ sung
asked-waits = Chờ người nộp bổ sung đến hết { $day }.
asked-all_came = Đã nhận đủ giấy tờ yêu cầu bổ sung.
asked-lacking = Còn thiếu { $n } giấy tờ; thời hạn giải quyết vẫn đang tính.
asked-came = đã nhận { $at }
asked-promised = hẹn mang bản giấy đến
asked-lacks = chưa có
promise-heading = Giấy tờ ông/bà sẽ mang đến
promise-said = Mời ông/bà mang đến { $desk }, chậm nhất { $until }.
promise-said_to_office = Người nộp hẹn mang bản giấy đến { $desk }, chậm nhất { $until }:
my-story = Hồ sơ đã đến đâu
my-slip = Mã tra cứu hồ sơ
my-slip_said = Có mã hồ sơ và mã tra cứu này, ai cũng xem được hồ sơ đang ở đâu mà không cần đăng nhập; trang tra cứu không hiện thông tin cá nhân.
my-slip_print = Xem và in phiếu
my-people = Thông tin cá nhân trong hồ sơ
my-no_people = Hồ sơ này không lưu thông tin cá nhân trên hệ thống.
my-papers = Giấy tờ đã nộp
my-no_papers = Chưa có tệp nào được nộp qua mạng.
my-notices = Thông báo về hồ sơ
my-no_notices = Chưa có thông báo nào về hồ sơ này.
my-reads = Ai đã xem thông tin cá nhân
my-reads_said = Mỗi lần công chức mở thông tin cá nhân trong hồ sơ đều được ghi lại ở đây.
my-no_reads = Chưa có ai xem.

need-guided = Hồ sơ còn thiếu. Mời ông/bà hoàn thiện rồi nộp lại ở đây hoặc tại Bộ phận Một cửa; những gì đã nhập và đã nộp vẫn còn.
need-supply = Cơ quan cần thêm giấy tờ để giải quyết. Thời hạn tạm dừng cho đến khi nhận được: mời ông/bà gửi qua mạng ở đây, hoặc mang đến Bộ phận Một cửa.
need-supply_rest = Còn giấy tờ ông/bà chưa nộp. Hồ sơ đang được giải quyết: mời ông/bà gửi nốt qua mạng ở đây, hoặc mang đến Bộ phận Một cửa.
need-until = Nộp chậm nhất
need-again = Hoàn thiện và nộp lại
need-ready = Đã có kết quả. Mời ông/bà đến Bộ phận Một cửa nhận, mang theo giấy hẹn hoặc giấy tờ tùy thân.

letter-sent = { $unit } xin lỗi ông/bà vì không thể trả kết quả đúng hẹn. Đã gửi { letter } lúc { $at }.
letter-reason = Lý do: { $reason }.
letter-unit = Đơn vị chịu trách nhiệm: { $unit }.
letter-new_date = Hẹn lại: { $date }.
letter-signed = Người ký: { $by }.

## Hồ sơ đã đi đến đâu

story-filed = Nộp hồ sơ
story-guided = Được hướng dẫn hoàn thiện
story-refused = Không được tiếp nhận
story-received = Được tiếp nhận
story-work = { $unit } nhận xử lý: { $step }
story-supplement_asked = Được yêu cầu bổ sung; thời hạn tạm dừng
story-promised = Hẹn mang bản giấy đến Bộ phận Một cửa
story-no_promise = Không còn hẹn mang bản giấy đến
story-supplied = { $effect ->
    [late] Đã nhận giấy tờ bổ sung; hồ sơ đã quá hạn nên hạn trả giữ nguyên
    [restart] Đã nhận giấy tờ bổ sung; thời hạn được tính lại từ đầu
    [fixed] Đã nhận giấy tờ bổ sung; bắt đầu thời hạn mới
   *[continue] Đã nhận giấy tờ bổ sung; thời hạn được tính tiếp
}
story-paused = Thời hạn tạm dừng: { $reason }
story-resumed = Thời hạn được tính tiếp
story-extended = Được gia hạn thêm { $by }
story-calendar = Hẹn trả kết quả chuyển từ { $before } sang { $due } theo lịch làm việc mới. Căn cứ: { $reason }
story-calendar_same = Áp dụng lịch làm việc mới, hẹn trả kết quả giữ nguyên. Căn cứ: { $reason }
story-consulted = Hỏi ý kiến { $unit }
story-answered = Đã có ý kiến trả lời
story-apology = Gửi { letter }
story-letter_queued = { letter-capital } đã ký, đang chờ gửi điện tử
story-letter_undelivered = Không gửi điện tử được { letter }; cơ quan sẽ gửi bằng cách khác
story-new_date = Hẹn lại { $date }
story-paid = Đã nộp { $amount } đồng
story-approved = Kết quả đã được duyệt
story-declined = Đã có quyết định: không chấp thuận
story-finished = Kết quả đã về Bộ phận Một cửa
story-result_declined = Bộ phận Một cửa trả lại kết quả để hoàn chỉnh; hồ sơ đang được giải quyết tiếp
story-handed_over = Đã trả kết quả
story-posted = Đã gửi kết quả qua bưu chính
story-withdrawn = Đã rút hồ sơ
story-closed = Đóng hồ sơ do quá thời hạn bổ sung
story-corrected = Đính chính một nội dung đã ghi
story-was_corrected = Nội dung này đã được đính chính.
story-moved = Chuyển cho { $unit } phụ trách

## Nộp hồ sơ

file-heading = Nộp hồ sơ trực tuyến
file-at_desk = Thủ tục này chưa nộp được qua mạng. Mời ông/bà đến Bộ phận Một cửa trong giờ làm việc.
file-at_portal = Cơ quan nhận hồ sơ trực tuyến của thủ tục này qua Cổng Dịch vụ công quốc gia (dichvucong.gov.vn), hoặc tại Bộ phận Một cửa.
file-to_have = Giấy tờ cần có
file-start_said = Mất khoảng mười phút. Ông/bà có thể lưu lại giữa chừng rồi nhập tiếp trong 30 ngày.
file-sign_in = Đăng nhập để nộp
file-begin = Bắt đầu nhập hồ sơ mới
file-has_drafts = Ông/bà đang nhập dở thủ tục này:
file-go_on = Nhập tiếp
file-place = Bước { $n }/{ $of } · { $procedure }
file-next = Tiếp tục
file-leave = Lưu và thoát
file-who = Ông/bà nộp cho ai?
file-for = Nộp cho
file-for_own = Cho chính tôi
file-for_own_hint = Tôi là chủ hồ sơ.
file-for_other = Cho một người khác
file-for_other_hint = Tôi nộp thay người thân hoặc người đã nhờ tôi.
file-for_company = Cho một tổ chức
file-for_company_hint = Doanh nghiệp, hợp tác xã, cơ quan, đoàn thể.
file-submitter = Thông tin của ông/bà, người nộp thay
file-own = Thông tin của ông/bà
file-applicant = Thông tin của chủ hồ sơ
file-company = Tổ chức là chủ hồ sơ
file-name = Họ và tên
file-name_hint = Như trên giấy tờ tùy thân.
file-name_company = Tên tổ chức
file-name_company_hint = Như trên giấy đăng ký hoặc quyết định thành lập.
file-identity = Số căn cước hoặc hộ chiếu
file-identity_hint = Số căn cước gồm 12 chữ số, hoặc số hộ chiếu Việt Nam hay nước ngoài.
file-identity_company = Mã số doanh nghiệp hoặc mã số thuế
file-identity_company_hint = Mười chữ số; chi nhánh có mười ba.
file-phone = Số điện thoại
file-phone_hint = Để cơ quan báo khi hồ sơ có thay đổi.
file-address = Địa chỉ
file-address_hint = Số nhà, đường, tổ, khu phố.
file-ward = Phường, xã
file-ward_elsewhere = Nơi khác, ngoài địa bàn
file-case = Hồ sơ thuộc trường hợp nào?
file-case_which = Trường hợp
file-case_ordinary = Không thuộc trường hợp riêng nào
file-papers = Giấy tờ
file-papers_said = Chụp hoặc quét từng giấy tờ rồi chọn tệp. Giấy nào chưa chụp được, hãy đánh dấu để mang bản giấy đến Bộ phận Một cửa.
file-review = Xem lại trước khi nộp
file-row_submitter = Người nộp thay
file-row_applicant = Chủ hồ sơ
file-row_company = Chủ hồ sơ (tổ chức)
file-not_yet = Chưa có
file-change = Sửa
file-terms = Thời hạn và lệ phí
file-no_fee = Chưa có thông tin về mức thu; cơ quan sẽ báo ông/bà khi tiếp nhận
file-then = Sau khi nộp
file-then_said = Trong 8 giờ làm việc, Bộ phận Một cửa kiểm tra hồ sơ. Đủ thì tiếp nhận và báo hạn trả; thiếu thì nói một lần tất cả những gì còn thiếu. Nộp xong, ông/bà có ngay mã hồ sơ và mã tra cứu.
file-then_again = Bộ phận Một cửa kiểm tra lại trong 8 giờ làm việc. Mã hồ sơ và mã tra cứu giữ nguyên.
file-true = Tôi cam đoan những điều đã khai là đúng sự thật và chịu trách nhiệm về những điều đó.

paper-other = Giấy tờ khác
paper-limit = Tệp PDF, JPG hoặc PNG, mỗi tệp không quá 10 MB, mỗi lần gửi không quá 32 MB. Có thể chọn nhiều tệp cho một giấy tờ.
paper-on_paper = Tôi sẽ mang bản giấy đến
paper-will_bring = Sẽ mang bản giấy đến
paper-earlier = đã nộp
paper-add = Thêm tệp đã chọn
paper-drop = Bỏ

fault-my_for_whom = Hãy chọn ông/bà nộp cho ai.
fault-my_name = Hãy nhập họ và tên.
fault-my_name_company = Hãy nhập tên tổ chức.
fault-my_identity = Số căn cước gồm 12 chữ số; số hộ chiếu gồm từ 6 đến 12 chữ cái và chữ số, có ít nhất một chữ số.
fault-my_identity_company = Mã số doanh nghiệp hoặc mã số thuế gồm 10 chữ số, của chi nhánh là 13.
fault-my_phone = Số điện thoại trong nước bắt đầu bằng số 0; số nước ngoài bắt đầu bằng dấu + và mã quốc gia.
fault-my_address = Hãy nhập địa chỉ: số nhà, đường, tổ, khu phố.
fault-my_ward = Hãy chọn phường, xã, hoặc “Nơi khác”.
fault-my_case = Hãy chọn trường hợp của hồ sơ.
fault-my_paper = Chưa có tệp: { $paper }. Hãy thêm tệp, hoặc đánh dấu sẽ mang bản giấy đến.
fault-my_true = Hãy đánh dấu ô cam đoan.
fault-my_changed = Hồ sơ vừa có thay đổi trong lúc ông/bà đang xem. Chưa có gì được gửi; ông/bà hãy xem lại rồi gửi lại.
fault-my_reason = Hãy chọn lý do rút hồ sơ.
fault-my_supply = Hãy thêm tệp, hoặc đánh dấu sẽ mang bản giấy đến, cho ít nhất một giấy tờ.
fault-file_room = Tệp “{ $file }” chưa được nhận: hồ sơ đã có quá nhiều tệp (tối đa 60 tệp, 50 MB).

## Bổ sung, rút hồ sơ

supply-files = Gửi tệp
supply-note = Lời nhắn cho cơ quan
supply-send = Gửi bổ sung
supply-said = Với mỗi giấy tờ, hãy gửi tệp hoặc đánh dấu sẽ mang bản giấy đến.
supply-place = Mang bản giấy đến
supply-review = Xem lại trước khi gửi
supply-lacks = Có giấy tờ chưa có tệp và cũng chưa hẹn mang đến. Hồ sơ vẫn còn thiếu giấy đó; ông/bà có thể gửi nốt sau.
supply-then_heading = Sau khi gửi
supply-then = Cơ quan thấy ngay giấy tờ ông/bà gửi, và thời hạn giải quyết được tính tiếp hoặc tính lại. Hạn trả mới hiện trong hồ sơ.
supply-then_promised = Cơ quan thấy ngay lời hẹn của ông/bà. Thời hạn vẫn tạm dừng cho đến khi Bộ phận Một cửa nhận được giấy tờ.
withdraw-said = Sau khi rút, cơ quan dừng giải quyết và hồ sơ không khôi phục được; muốn làm lại, ông/bà nộp hồ sơ mới.
withdraw-reason = Vì sao ông/bà rút hồ sơ?
withdraw-no_need = Không còn nhu cầu
withdraw-wrong_procedure = Nộp nhầm thủ tục
withdraw-later = Sẽ nộp lại khi chuẩn bị đủ giấy tờ
withdraw-other = Lý do khác
withdraw-note = Nói thêm
withdraw-send = Rút hồ sơ này

## Tra cứu

track-said = Mời ông/bà nhập mã hồ sơ và mã tra cứu in trên giấy hẹn để biết hồ sơ đang ở đâu, bao giờ có kết quả.
track-code = Mã hồ sơ
track-code_hint = Dòng chữ số dài trên giấy hẹn, hoặc mã bắt đầu bằng TT của hồ sơ nộp qua mạng.
track-key = Mã tra cứu
track-key_hint = Sáu chữ và số; viết hoa hay thường đều được.
track-find = Tra cứu
track-fault = Chưa tra cứu được
track-not_found = Không tìm thấy hồ sơ nào có hai mã này. Mời ông/bà xem lại từng chữ trên giấy hẹn.
track-wait = Đã thử nhiều lần; ông/bà hãy chờ { $n } giây rồi thử lại.
track-lost = Mất giấy hẹn: mang giấy tờ tùy thân đến Bộ phận Một cửa để được cấp lại.
track-my = Đã nộp hồ sơ ở đây: đăng nhập để xem đầy đủ
track-again = Tra cứu hồ sơ khác
claim-said = Mời ông/bà nhập mã hồ sơ và mã tra cứu in trên một giấy hẹn của mình. Đúng cả hai mã thì mọi hồ sơ ông/bà nộp tại Bộ phận Một cửa hiện trong tài khoản này. Họ tên và số điện thoại không đủ để thêm hồ sơ.
claim-code_hint = Dòng chữ số dài trên giấy hẹn.
claim-join = Thêm vào tài khoản

## Tin báo

notice-sent = đã gửi lúc { $at }
notice-waiting = đang chờ gửi
notice-trying = chưa gửi được, sẽ gửi lại lúc { $at }
notice-failed = không gửi được, dừng lúc { $at }
notice-elsewhere = đã báo bằng cách khác lúc { $at }
notice-expired = hết hạn lúc { $at }
notice-desk = Bộ phận Một cửa
notice-cleared = Đã hết thời hạn lưu nội dung.
notice-received = Hồ sơ { $code } đã được tiếp nhận
notice-received_said = Hồ sơ của ông/bà đã được tiếp nhận, mã { $code }. Hẹn trả kết quả: { $due }.
notice-guided = Hồ sơ { $code } còn thiếu
notice-guided_said = Hồ sơ { $code } chưa được tiếp nhận vì còn thiếu: { $items }. Ông/bà hãy bổ sung rồi nộp lại qua mạng, hoặc tại { $desk }.
notice-refused = Hồ sơ { $code } không được tiếp nhận
notice-refused_said = Hồ sơ { $code } không được tiếp nhận. Lý do: { $items }. Cần hỏi thêm, ông/bà liên hệ { $desk }.
notice-supplement_asked = Hồ sơ { $code } cần bổ sung
notice-supplement_asked_said = Để giải quyết tiếp hồ sơ { $code }, đề nghị ông/bà nộp bổ sung qua mạng hoặc tại { $desk }, chậm nhất { $day }: { $items }.
notice-paused = Hồ sơ { $code } tạm dừng tính thời hạn
notice-paused_said = Thời hạn của hồ sơ { $code } tạm dừng. Căn cứ: { $items }. Khi tính tiếp, chúng tôi sẽ báo hạn trả kết quả mới. Cần hỏi thêm, ông/bà liên hệ { $desk }.
notice-resumed = Hồ sơ { $code } được tính tiếp thời hạn
notice-resumed_said = Thời hạn của hồ sơ { $code } được tính tiếp. Hẹn trả kết quả: { $due }.
notice-extended = Hồ sơ { $code } được gia hạn
notice-extended_said = Thời hạn của hồ sơ { $code } được gia hạn. Căn cứ: { $items }. Hẹn trả kết quả: { $due }.
notice-due_moved = Hẹn trả kết quả hồ sơ { $code } thay đổi
notice-due_moved_said = Lịch làm việc của cơ quan thay đổi nên hẹn trả kết quả hồ sơ { $code } chuyển từ { $due_before } sang { $due }. Căn cứ: { $items }. Cần hỏi thêm, ông/bà liên hệ { $desk }.
notice-due_moved_paused = Lịch làm việc dùng cho hồ sơ { $code } thay đổi
notice-due_moved_paused_said = Lịch làm việc của cơ quan thay đổi nên hẹn trả kết quả hồ sơ { $code } chuyển từ { $due_before } sang { $due }. Căn cứ: { $items }. Thời hạn của hồ sơ đang tạm dừng; khi tính tiếp, chúng tôi sẽ báo hạn trả kết quả mới.
notice-corrected = Đính chính hồ sơ { $code }
notice-corrected_said = Một nội dung đã ghi của hồ sơ { $code } được đính chính. Hẹn trả kết quả: { $due }. Nếu giấy hẹn cũ không còn tra cứu được, mời ông/bà nhận giấy hẹn mới tại { $desk }.
notice-withdrawn = Hồ sơ { $code } đã rút
notice-withdrawn_said = Hồ sơ { $code } đã rút, cơ quan không giải quyết tiếp. Lý do: { $items }. Nếu ông/bà không đề nghị rút, xin liên hệ ngay { $desk }.
notice-closed = Hồ sơ { $code } đã đóng
notice-closed_said = Hồ sơ { $code } đã đóng vì hết thời hạn bổ sung mà chưa nhận được giấy tờ. Ông/bà có thể nộp lại hồ sơ, hoặc liên hệ { $desk }.
notice-ready = Hồ sơ { $code } đã có kết quả
notice-ready_said = Kết quả hồ sơ { $code } đã có tại { $desk }. Mời ông/bà đến nhận trong giờ làm việc, mang theo giấy hẹn và giấy tờ tùy thân.
notice-handed_over = Đã trao kết quả hồ sơ { $code }
notice-handed_over_said = Kết quả hồ sơ { $code } đã được trao. Mời ông/bà đánh giá việc giải quyết: quét mã QR trên giấy hẹn, hoặc vào trang “Đánh giá việc giải quyết hồ sơ” và nhập mã hồ sơ, mã tra cứu. Nếu ông/bà chưa nhận kết quả, xin liên hệ ngay { $desk }.
notice-posted = Đã gửi kết quả hồ sơ { $code } qua bưu điện
notice-posted_said = Kết quả hồ sơ { $code } đã được gửi qua bưu điện, số hiệu { $items }. Khi nhận được, mời ông/bà đánh giá việc giải quyết: quét mã QR trên giấy hẹn, hoặc vào trang “Đánh giá việc giải quyết hồ sơ”.
notice-not_ready = Kết quả hồ sơ { $code } chưa trả được
notice-not_ready_said = Chúng tôi đã báo hồ sơ { $code } có kết quả, nhưng kết quả cần hoàn chỉnh thêm nên chưa trả được. Xin lỗi ông/bà; khi có kết quả, chúng tôi sẽ báo lại. Hẹn trả kết quả: { $due }.
notice-apology = Xin lỗi vì chưa thể trả kết quả hồ sơ { $code } đúng hẹn
notice-apology_said = Cơ quan xin lỗi ông/bà vì không thể trả kết quả hồ sơ { $code } đúng hẹn.
notice-apology_undated = Cơ quan xin lỗi ông/bà vì chưa trả kết quả hồ sơ { $code } đúng hẹn.
fetch-where = Nơi nhận kết quả
fetch-when = Giờ nhận
fetch-with = Mang theo
fetch-with_what = Giấy hẹn và giấy tờ tùy thân; người nhận thay mang thêm giấy ủy quyền

## Đánh giá việc giải quyết hồ sơ

rate-said = Ông/bà đã nhận kết quả? Xin nhập mã hồ sơ và mã tra cứu trên giấy hẹn để đánh giá. Mỗi hồ sơ đánh giá một lần.
rate-open = Mở hồ sơ
rate-hidden = Công chức không thấy riêng ý kiến của ông/bà: ý kiến chỉ được xem khi đã tổng hợp cùng ít nhất bốn ý kiến khác.
rate-again = Bắt đầu lại
rate-send = Gửi đánh giá
rate-done = Đã ghi nhận đánh giá. Cảm ơn ông/bà.
rate-service = Ông/bà có hài lòng về việc giải quyết hồ sơ này không?
rate-officer = Thái độ và năng lực của công chức
rate-access = Tiếp cận dịch vụ
rate-access_hint = Nơi làm việc, trang thông tin, cách nộp hồ sơ.
rate-procedure = Thủ tục hành chính
rate-procedure_hint = Giấy tờ phải nộp, thời hạn, phí và lệ phí.
rate-result = Kết quả giải quyết
rate-result_hint = Đúng quy định, đầy đủ, chính xác.
rate-feedback = Tiếp nhận, xử lý góp ý, phản ánh, kiến nghị
rate-feedback_hint = Bỏ qua nếu ông/bà chưa góp ý hay phản ánh.
rate-note = Ý kiến khác
rate-note_hint = Không cần ghi họ tên hay mã hồ sơ.
rate-invited = Kết quả đã được trao cho ông/bà. Ông/bà có hài lòng về việc giải quyết hồ sơ này không?
rate-invite = Đánh giá hồ sơ này
rate-refused_by_officer = Công chức không đánh giá hồ sơ: đánh giá là của người dân.
rate-instead_by_officer = Nếu đây là hồ sơ của chính ông/bà, hãy đăng xuất rồi đánh giá bằng giấy hẹn.
rate-refused_already_rated = Hồ sơ này đã được đánh giá lúc { $at }. Mỗi hồ sơ đánh giá một lần, không sửa lại.
rate-instead_already_rated = Nếu còn điều chưa hài lòng, mời ông/bà phản ánh với { $desk }.
rate-refused_not_received = Hồ sơ này chưa được tiếp nhận nên chưa có việc giải quyết để đánh giá.
rate-instead_not_received = Nếu cần giúp đỡ hoặc muốn phản ánh, mời ông/bà liên hệ { $desk }.
rate-refused_withdrawn = Hồ sơ này đã rút hoặc đã đóng nên không có kết quả để đánh giá.
rate-instead_withdrawn = Nếu muốn phản ánh về hồ sơ, mời ông/bà liên hệ { $desk }.
rate-refused_not_finished = Hồ sơ này đang được giải quyết, chưa có kết quả.
rate-instead_not_finished = Mời ông/bà đánh giá sau khi nhận kết quả. Nếu cần phản ánh ngay, xin liên hệ { $desk }.
rate-refused_not_given_out = Kết quả hồ sơ này đã có nhưng ông/bà chưa nhận.
rate-instead_not_given_out = Mời ông/bà nhận kết quả tại { $desk }, rồi đánh giá.
grade-very_satisfied = Rất hài lòng
grade-satisfied = Hài lòng
grade-not_satisfied = Không hài lòng
fault-grade = Ông/bà hãy chọn một mức hài lòng.
