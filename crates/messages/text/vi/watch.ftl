# Theo dõi chỉ số, kiểm tra, bản tin hằng ngày.

page-watches = Theo dõi chỉ số
page-inspections = Kiểm tra
page-digests = Bản tin hằng ngày

## Theo dõi chỉ số

watches-lead = Các chỉ số ông/bà theo dõi. Mỗi sáng ngày làm việc hệ thống tính lại; chỉ số vượt ngưỡng thì có tin ở đây, ở Việc cần tôi hôm nay và trong bản tin hằng ngày.
watches-empty = Ông/bà chưa theo dõi chỉ số nào. Chọn chỉ số và ngưỡng ở mẫu bên dưới.
watches-now = Hiện nay
watches-end = Ngừng theo dõi
watches-see = Đã xem
watches-new = Theo dõi thêm một chỉ số
watches-set = Theo dõi
watches-below = Báo khi dưới { $threshold }, tính { $period }
watches-above = Báo khi trên { $threshold }, tính { $period }
watches-found = { $rate } ({ $part }/{ $whole }), ngày { $day }
watches-found_few = { $rate } ({ $part }/{ $whole }, mẫu số dưới 10), ngày { $day }
watches-tag_past = Vượt ngưỡng
watches-tag_well = Trong ngưỡng
watches-tag_nothing = Chưa có hồ sơ
watches-done_set = Đã ghi. Sáng ngày làm việc tới hệ thống tính lần đầu.
watches-done_seen = Đã xem. Ngày mai chỉ số còn vượt ngưỡng thì có tin mới.
watches-done_ended = Đã ngừng theo dõi.
watch-figure = Chỉ số
watch-figure_in_time = Tỷ lệ trước hạn và đúng hạn
watch-figure_finished = Tỷ lệ đã giải quyết
watch-figure_late = Tỷ lệ quá hạn
watch-figure_open_past_due = Tỷ lệ đang giải quyết quá hạn
watch-figure_letter_sent = Tỷ lệ đã gửi { letter }
watch-threshold = Ngưỡng
watch-threshold_hint = Thí dụ 95 % hoặc 19/20; số không có dấu % cũng là phần trăm. Bằng ngưỡng thì không báo.
watch-period = Tính
watch-period_month = từ đầu tháng
watch-period_quarter = từ đầu quý
watch-period_year = từ đầu năm
watch-field = Lĩnh vực
watch-unit = Đơn vị
watch-procedure = Thủ tục
watch-bad_threshold = Ngưỡng là một tỷ lệ lớn hơn 0 và không quá 100 %, thí dụ 95 % hoặc 19/20.
watch-refused_may_not_watch = Người đứng đầu đơn vị, lãnh đạo và công chức kiểm soát theo dõi chỉ số.
watch-refused_already_set = Theo dõi này đã được ghi.
watch-refused_same_watch = Ông/bà đã theo dõi đúng chỉ số này với cùng ngưỡng và phạm vi; theo dõi đó ở bảng trên.
watch-refused_unknown_filter = Không có lĩnh vực, đơn vị hoặc thủ tục đã chọn. Hãy chọn lại.
watch-refused_other_unit = Người đứng đầu theo dõi chỉ số của đơn vị mình. Hãy chọn đơn vị của ông/bà.
watch-refused_too_many = Ông/bà đã theo dõi 20 chỉ số. Hãy ngừng một chỉ số rồi ghi chỉ số mới.
watch-refused_no_such_watch = Không có theo dõi này.
watch-refused_not_owner = Chỉ người đã ghi theo dõi mới làm được việc này.
watch-refused_already_ended = Theo dõi này đã ngừng. Có thể ghi lại ở mẫu bên dưới.
watch-refused_no_note = Không có tin nào chờ xem.
watch-refused_already_counted = Hôm nay đã tính.
figures-directive = Giao chỉ đạo về số liệu này
figures-watch = Theo dõi số liệu này
today-watch = Chỉ số vượt ngưỡng
today-finding = Kiến nghị kiểm tra

## Kiểm tra

inspections-lead = Các cuộc kiểm tra, điều đã thấy, người chịu trách nhiệm và hạn khắc phục. Cuộc còn việc đứng trước.
inspections-empty = Chưa có cuộc kiểm tra nào. Công chức kiểm soát hoặc lãnh đạo ghi cuộc kiểm tra thì sẽ hiện ở đây.
inspections-count = { $n } cuộc kiểm tra
inspections-all = Xem tất cả các cuộc kiểm tra
inspections-asked_visits = Từ { $from } đến { $to }: { $n } cuộc kiểm tra.
inspections-asked_found = Từ { $from } đến { $to }: { $n } kiến nghị.
inspections-asked_followed_up = Từ { $from } đến { $to }: { $n } kiến nghị đã báo khắc phục.
inspections-asked_in_time = Từ { $from } đến { $to }: { $n } kiến nghị đã báo khắc phục đúng hạn.
inspections-asked_closed = Từ { $from } đến { $to }: { $n } kiến nghị đã kết thúc.
inspections-findings = { $n } kiến nghị, còn { $open }
inspections-new = Ghi một cuộc kiểm tra
inspections-record = Ghi cuộc kiểm tra
inspections-tag_overdue = Quá hạn
inspections-tag_nothing = Không có kiến nghị
inspections-tag_closed = Đã xong
inspections-tag_mine = Chờ tôi
inspections-tag_open = Chưa khắc phục
inspections-tag_followed_up = Chờ xác nhận
inspections-done_visited = Đã ghi cuộc kiểm tra. Ghi từng kiến nghị ở bên dưới.
inspections-done_found = Đã ghi kiến nghị; người chịu trách nhiệm thấy ngay.
inspections-done_followed_up = Đã ghi việc khắc phục; người đi kiểm tra sẽ xác nhận.
inspections-done_returned = Đã yêu cầu khắc phục thêm.
inspections-done_closed = Đã kết thúc kiến nghị.
inspection-name = Kiểm tra tại { $unit }, ngày { $day }
inspection-visit = Cuộc kiểm tra
inspection-state = Tình trạng
inspection-findings = Kiến nghị
inspection-next_due = Hạn gần nhất
inspection-inspector = Người đi kiểm tra
inspection-unit = Đơn vị được kiểm tra
inspection-visited_on = Ngày kiểm tra
inspection-visited_on_hint = Ghi trong 30 ngày. Thí dụ 22/11/2018.
inspection-text = Nội dung đã kiểm tra
inspection-number = Kiến nghị { $n }
inspection-no_findings = Chưa có kiến nghị nào.
inspection-finding = Điều đã thấy và việc phải làm
inspection-owner = Người chịu trách nhiệm
inspection-due = Hạn khắc phục
inspection-due_hint = Ngày làm việc, sau hôm nay. Thí dụ 22/11/2018.
inspection-follow_up = Đã khắc phục thế nào
inspection-return_reason = Vì sao chưa đạt
inspection-evidence = Bằng chứng đã khắc phục
inspection-evidence_hint = Số văn bản, biên bản, hoặc điều đã thấy khi kiểm tra lại.
inspection-act_find = Ghi kiến nghị
inspection-act_follow_up = Báo đã khắc phục
inspection-act_return = Yêu cầu khắc phục thêm
inspection-act_close = Kết thúc, có bằng chứng
inspection-turn_visited = Đã kiểm tra
inspection-turn_found = Kiến nghị
inspection-turn_followed_up = Khắc phục
inspection-turn_returned = Yêu cầu khắc phục thêm
inspection-turn_finding_closed = Kết thúc
fault-inspection = Chưa có nội dung. Hãy ghi rồi gửi lại.
inspection-refused_may_not_visit = Công chức kiểm soát và lãnh đạo ghi cuộc kiểm tra.
inspection-refused_already_recorded = Cuộc kiểm tra này đã được ghi.
inspection-refused_unknown_unit = Không có đơn vị này. Hãy chọn đơn vị khác.
inspection-refused_in_future = Ngày kiểm tra chưa đến. Hãy chọn hôm nay hoặc ngày trước.
inspection-refused_too_late = Cuộc kiểm tra được ghi trong 30 ngày; nay chỉ còn ghi được từ { $day }.
inspection-refused_no_such_visit = Không có cuộc kiểm tra này.
inspection-refused_not_inspector = Chỉ người đi kiểm tra hoặc lãnh đạo làm được việc này.
inspection-refused_no_owner = Người chịu trách nhiệm phải đang công tác tại đơn vị được kiểm tra. Hãy chọn người khác.
inspection-refused_bad_day = Hạn khắc phục phải là ngày làm việc sau hôm nay, trong những năm đã có lịch làm việc.
inspection-refused_no_such_finding = Không có kiến nghị này.
inspection-refused_not_owner = Chỉ người chịu trách nhiệm báo đã khắc phục.
inspection-refused_already_followed_up = Kiến nghị này đã được báo khắc phục, đang chờ người đi kiểm tra xác nhận.
inspection-refused_not_followed_up = Người chịu trách nhiệm chưa báo khắc phục nên chưa có gì để yêu cầu thêm. Có thể kết thúc nếu đã có bằng chứng.
inspection-refused_closed = Kiến nghị này đã kết thúc.
inspection-refused_empty_text = Chưa có nội dung. Hãy ghi rồi gửi lại.

## Bản tin hằng ngày

digests-lead = Bản tin của { $officer }. Mỗi ngày làm việc nhiều nhất một bản tin, chỉ khi có việc mới; việc đã báo thì không báo lại cho cùng một hạn.
digests-empty = Chưa có bản tin nào. Khi có hồ sơ đến hạn, quá hạn, được bàn giao, hay có chỉ đạo, bản tin hiện ở đây vào sáng ngày làm việc.
digests-today = Bản tin hôm nay: { $n } việc mới
digest-subject = Việc ngày { $day }: { $n } việc mới
digest-half = Đã dùng một nửa thời hạn ({ $n }): { $codes }{ $more ->
    [0] {""}
   *[other] {" "}và { $more } hồ sơ khác
}
digest-four_fifths = Đã dùng 80 % thời hạn ({ $n }): { $codes }{ $more ->
    [0] {""}
   *[other] {" "}và { $more } hồ sơ khác
}
digest-last_day = Còn nhiều nhất một ngày làm việc ({ $n }): { $codes }{ $more ->
    [0] {""}
   *[other] {" "}và { $more } hồ sơ khác
}
digest-due_today = Đến hạn hôm nay ({ $n }): { $codes }{ $more ->
    [0] {""}
   *[other] {" "}và { $more } hồ sơ khác
}
digest-late = Quá hạn ({ $n }): { $codes }{ $more ->
    [0] {""}
   *[other] {" "}và { $more } hồ sơ khác
}
digest-unlettered = Quá hạn, chưa gửi { letter } ({ $n }): { $codes }{ $more ->
    [0] {""}
   *[other] {" "}và { $more } hồ sơ khác
}
digest-late_long = Quá hạn từ 3 ngày làm việc ({ $n }): { $codes }{ $more ->
    [0] {""}
   *[other] {" "}và { $more } hồ sơ khác
}
digest-offered = Được bàn giao, chờ nhận ({ $n }): { $codes }{ $more ->
    [0] {""}
   *[other] {" "}và { $more } hồ sơ khác
}
digest-new_date = Sắp đến hoặc đã qua ngày hẹn lại ({ $n }): { $codes }{ $more ->
    [0] {""}
   *[other] {" "}và { $more } hồ sơ khác
}
digest-directive = Chỉ đạo cần trả lời: { $n }
digest-finding = Kiến nghị kiểm tra cần khắc phục: { $n }
digest-watch = Chỉ số vượt ngưỡng theo dõi: { $n }
digest-held = Đang giữ { $held } hồ sơ, trong đó { $late } quá hạn
digest-end = Xem và xử lý tại mục Việc của tôi hoặc Việc cần tôi hôm nay.
digest-on_page = Chưa có địa chỉ nhận tin của công chức trong danh bạ: chỉ đọc tại trang này.
digest-waiting = Đang chờ gửi.
digest-taken = Đã gửi lúc { $at }.
digest-not_taken = Không gửi được, thôi gửi lúc { $at }. Bản tin vẫn đọc được tại đây.

## Văn bản xin lỗi

page-coverage = { letter-capital } theo đơn vị
coverage-said = Hồ sơ trở thành quá hạn từ { $from } đến { $to }; { letter } đã gửi đến { $state }.
coverage-target = Mục tiêu: { $target } hồ sơ trở thành quá hạn được gửi { letter }.
coverage-units = { letter-capital } theo đơn vị chịu trách nhiệm kết quả
coverage-state = So với mục tiêu
coverage-reached = Đạt
coverage-missed = Chưa đạt
coverage-dates = Ngày hẹn lại sắp đến hoặc đã qua
coverage-no_dates = Không có hồ sơ nào sắp đến hoặc đã qua ngày hẹn lại.
coverage-date = Ngày hẹn lại
coverage-date_over = Đã qua
coverage-date_today = Hôm nay
coverage-date_near = Sắp đến
head-promised = Đã gửi { letter }, hẹn lại { $day }
today-new_date = Ngày hẹn lại
today-offered = Giao chưa nhận
today-undelivered = { letter-capital } không gửi được
today-reassign = Giao người khác
today-see_letters = Xem { letter } theo đơn vị

## Tổ tư vấn: sửa buổi tư vấn, diễn biến

advisers-correct = Sửa
advisers-correct_heading = Sửa một buổi tư vấn
advisers-reason = Lý do sửa
advisers-reason_hint = Nội dung cũ và lý do được giữ lại cùng buổi tư vấn.
advisers-corrected = Đã sửa, trước đó: { $before } ({ $by }: { $reason })
advisers-done_corrected = Đã sửa buổi tư vấn; nội dung cũ vẫn được giữ.
advisers-trend_ward = Tỷ lệ nộp trực tuyến theo phường và tháng tiếp nhận
advisers-trend_procedure = Tỷ lệ nộp trực tuyến theo thủ tục và tháng tiếp nhận
advisers-why_not_recorded = Không có buổi tư vấn này để sửa.
advisers-why_other_team = Buổi tư vấn này của tổ khác. Chỉ tổ đã ghi mới sửa được.
advisers-why_without_reason = Hãy ghi lý do sửa.
advisers-why_nothing_changed = Nội dung không khác trước, không có gì để sửa.
advisers-why_no_longer_corrected = Buổi tư vấn được sửa trong 30 ngày, đến hết { $day }.

## Phong trào thi đua

campaign-frozen = Quy tắc đã phát động, giữ nguyên từ ngày bắt đầu
campaign-target = { $indicator }: ngưỡng { $threshold }, trọng số { $weight }
