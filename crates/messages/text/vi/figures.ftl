# Số liệu, danh sách, Biểu II.06a.

## Tên các số

figure-received = Tiếp nhận
figure-received-flow = Tổng số
figure-carried_over = Kỳ trước chuyển qua
figure-new = Tiếp nhận trong kỳ
figure-finished = Đã giải quyết
figure-early = Trước hạn
figure-on_the_day = Đúng hạn
figure-in_time = Trước hạn và đúng hạn
figure-late = Quá hạn
figure-withdrawn = Đã rút hoặc đóng
figure-open = Đang giải quyết
figure-open_within_due = Đang giải quyết, trong hạn
figure-open_past_due = Đang giải quyết, quá hạn
figure-open_paused = Đang tạm dừng
figure-withdrawn_late = Rút hoặc đóng sau khi quá hạn
figure-paused = Có tạm dừng
figure-paused_last_day = Tạm dừng đúng ngày hết hạn
figure-paused_after_due = Tạm dừng sau khi quá hạn
figure-extended = Được gia hạn
figure-second_supplement = Yêu cầu bổ sung lần hai
figure-finished_last_hour = Xong trong giờ làm việc cuối cùng
figure-logged_late = Ghi vào sổ muộn
figure-corrected = Có đính chính
figure-result_declined = Kết quả bị trả lại
figure-refused = Từ chối tiếp nhận
figure-refiled = Từ chối rồi nộp lại
figure-received_late = Tiếp nhận chậm
figure-restated = Thay đổi so với khi công bố
figure-became_late = Quá hạn trong kỳ
figure-letter_sent = Đã gửi { letter }
figure-sent_by_due = Đã gửi trước khi quá hạn
figure-gaps = Chưa gửi { letter }
figure-form_06a = Biểu II.06a
figure-coverage = Tỷ lệ đã gửi { letter }
figure-lateness = Thời gian quá hạn
figure-interval = Khoảng tin cậy
figure-difference = Chênh lệch hai tỷ lệ

rate-finished = Tỷ lệ giải quyết
rate-in_time = Tỷ lệ trước hạn và đúng hạn
rate-late = Tỷ lệ quá hạn
rate-open_within_due = Tỷ lệ đang giải quyết trong hạn
rate-open_past_due = Tỷ lệ đang giải quyết quá hạn
rate-open_paused = Tỷ lệ đang tạm dừng
times-median = 50 % hồ sơ xong trong
times-nine_of_ten = 90 % hồ sơ xong trong

## Đầu cột của bảng theo từng mục

column-received = Tiếp nhận
column-finished = Đã giải quyết
column-early = Trước hạn
column-on_the_day = Đúng hạn
column-late = Quá hạn
column-open_within_due = Đang GQ, trong hạn
column-open_paused = Tạm dừng
column-open_past_due = Đang GQ, quá hạn
column-withdrawn = Đã rút, đóng

## Câu hỏi

ask-form = Chọn số liệu
ask-register = Sổ theo dõi
ask-from = Từ ngày
ask-to = Đến hết ngày
ask-as_of = Theo dữ liệu cập nhật đến
ask-as_of_hint = Để trống là giờ hiện tại. Ví dụ: 30/09/2018 hoặc 2018-09-30T17:00.
ask-basis = Hồ sơ được tính
ask-rule = Cách so với hạn trả
ask-field = Lĩnh vực
ask-unit = Đơn vị
ask-procedure = Thủ tục
ask-officer = Công chức
ask-channel = Kênh nộp
ask-ward = Phường
ask-month = Tháng tiếp nhận
ask-by = Chia theo
ask-no_by = Không chia
ask-all = Tất cả
ask-day_hint = Ngày ghi như 30/09/2018.
ask-more = Thêm điều kiện
ask-show = Xem
ask-clear = Bỏ các điều kiện

basis-cohort = Tiếp nhận trong kỳ
basis-flow = Kỳ trước chuyển qua và tiếp nhận trong kỳ
rule-date = Theo ngày
rule-instant = Theo thời điểm
by-unit = Đơn vị
by-field = Lĩnh vực
by-procedure = Thủ tục
by-officer = Công chức
by-channel = Kênh nộp
by-ward = Phường
by-month = Tháng

question-cohort = Hồ sơ tiếp nhận từ { $from } đến { $to }, { $state }
question-flow = Hồ sơ phải giải quyết từ { $from } đến { $to }, { $state }
question-end = tình trạng cuối kỳ
question-end_known = tình trạng cuối kỳ, theo dữ liệu cập nhật đến { $at }
question-at = tình trạng lúc { $at }

fault-heading = Chưa xem được; hãy sửa các mục sau
fault-day = “{ $given }” không phải là ngày. Ghi như 30/09/2018, trong các năm 1990–2099.
fault-month = “{ $given }” không phải là tháng. Ghi như 06/2018, trong các năm 2000–2099.
fault-instant = “{ $given }” không phải là thời điểm. Ghi như 30/09/2018 hoặc 2018-09-30T17:00.
fault-order = Ngày cuối đứng trước ngày đầu. Hãy đổi một trong hai ngày.
fault-long = Kỳ dài quá 25 năm. Hãy chọn kỳ ngắn hơn.
fault-word = Không có “{ $word }”. Chọn một trong: { $known }.
fault-register = Không có sổ này. Các sổ hiện có: { $known }.

## Bảng

figures-see = xem { $n } hồ sơ
figures-share_of_received = { $rate } của { $n } tiếp nhận
figures-share_of_received-flow = { $rate } của tổng số { $n }
figures-share_of_finished = { $rate } của { $n } đã giải quyết
figures-whole = Toàn bộ hồ sơ, chia theo kết quả
figures-total_caption = Các số của kỳ
figures-figure = Chỉ tiêu
figures-rate = Tỷ lệ
figures-of = Mẫu số
figures-interval = Khoảng tin cậy 95 %
figures-definition = Định nghĩa
figures-csv = Tải bảng (CSV)
figures-form_06a = Biểu II.06a của kỳ này
figures-empty = Không có hồ sơ nào khớp. Hãy nới kỳ, bỏ bớt điều kiện, hoặc chọn sổ khác.
figures-rows_caption = Chia theo { $by }: { $n } dòng
figures-all_rows = Hiện đủ { $n } dòng
figures-not_drawn = Còn { $n } dòng nữa, xem trong bảng.
figures-months_apart = Mỗi tháng là một bảng riêng: hồ sơ chuyển qua được tính lại ở tháng sau, nên các dòng không cộng thành tổng.

finding-none_late = Không có hồ sơ nào đã giải quyết quá hạn
finding-most_late = Quá hạn nhiều nhất: { $name }, { $late } trong { $finished } hồ sơ đã giải quyết ({ $rate })
finding-course = Tỷ lệ trước hạn và đúng hạn thấp nhất { $low }, cao nhất { $high }
finding-course_level = Tỷ lệ trước hạn và đúng hạn không đổi: { $rate }
finding-letters = { $sent } trong { $late } hồ sơ quá hạn đã được gửi { letter } ({ $rate })
finding-lateness = Quá hạn tổng cộng { $time }; nhiều nhất ở bước “{ $step }” ({ $part })

chart-course_cohort = Tỷ lệ trước hạn và đúng hạn theo tháng tiếp nhận
chart-course_flow = Tỷ lệ trước hạn và đúng hạn của từng tháng
chart-course_hint = Dải mờ là khoảng tin cậy 95 %. Trục phần trăm không bắt đầu từ 0.
chart-wards = Từng phường, cùng một thang

figures-trust = Độ tin cậy của tỷ lệ trước hạn và đúng hạn
figures-trust_text = Ông/bà đọc tỷ lệ trước hạn và đúng hạn cùng các số sau. Tỷ lệ cao bất thường ở một đơn vị là lý do để mở danh sách ra xem.
figures-trust_caption = Các dấu hiệu, tính trên hồ sơ của kỳ
figures-sign = Dấu hiệu
figures-letters = { letter-capital }
figures-letters_caption = { letter-capital } của hồ sơ quá hạn trong kỳ
figures-no_letters = Không có hồ sơ nào quá hạn trong kỳ, nên không phải gửi { letter }.
figures-gaps = Còn thiếu:
figures-more_gaps = và các hồ sơ khác
figures-lateness = Quá hạn ở đâu
figures-no_lateness = Không có hồ sơ đã giải quyết nào quá hạn theo giờ làm việc.
figures-late_by_step = Theo bước
figures-late_by_unit = Theo đơn vị
figures-late_by_officer = Theo công chức
figures-time = Thời gian
figures-times = Thời gian giải quyết thực tế, tính theo ngày làm việc, không kể lúc tạm dừng
figures-median = 50 % hồ sơ xong trong
figures-nine_of_ten = 90 % hồ sơ xong trong
figures-days = { $n } ngày

## Danh sách

list-heading = { $figure }: { $n } hồ sơ
list-place = Dòng { $first }–{ $last } trong { $n }
list-first = Về đầu
list-next = 100 dòng tiếp
list-states = Danh sách theo tình trạng
list-back = Về bảng số liệu
list-xlsx = Tải danh sách (Excel)
list-csv = Tải danh sách (CSV)
list-empty = Không có hồ sơ nào trong danh sách này. Hãy nới kỳ hoặc bỏ bớt điều kiện.
list-code = Mã hồ sơ
list-outcome = Tình trạng
list-procedure = Thủ tục
list-unit = Đơn vị
list-received = Tiếp nhận
list-due = Hạn trả
list-ended = Kết thúc
list-holder = Người giữ

## Biểu II.06a

form_06a-title = Tình hình, kết quả giải quyết thủ tục hành chính tại cơ quan, đơn vị trực tiếp giải quyết
form_06a-caption = Biểu số II.06a/VPCP/KSTT
form_06a-unit = Đơn vị tính: số hồ sơ TTHC
form_06a-received = Số lượng hồ sơ tiếp nhận
form_06a-resolved = Số lượng hồ sơ đã giải quyết
form_06a-open = Số lượng hồ sơ đang giải quyết
form_06a-within = Trong kỳ
form_06a-1 = TT
form_06a-2 = Lĩnh vực giải quyết
form_06a-3 = Tổng số
form_06a-4 = Trực tuyến
form_06a-5 = Trực tiếp, dịch vụ bưu chính
form_06a-6 = Từ kỳ trước
form_06a-7 = Tổng số
form_06a-8 = Trước hạn
form_06a-9 = Đúng hạn
form_06a-10 = Quá hạn
form_06a-11 = Tổng số
form_06a-12 = Trong hạn
form_06a-13 = Quá hạn
form_06a-note = (3) = (4) + (5) + (6) = (7) + (11). Hồ sơ đang tạm dừng nằm ở cột (12). Hồ sơ đã rút hoặc đóng không nằm trong cột nào: { $n }.
fault-one_procedure = Chỉ chọn được một thủ tục, hoặc để trống để xem tất cả.
fault-public_as_of = Trang công khai chỉ cho xem số liệu đến lúc này, để không đoán ra từng hồ sơ. Mời ông/bà để trống ô này.
fault-public_dimensions = Trang công khai mỗi lần chỉ chia theo một chiều: một đơn vị, lĩnh vực, thủ tục, kênh hoặc phường. Theo tháng chỉ xem được cùng đơn vị hoặc lĩnh vực. Mời ông/bà bỏ bớt điều kiện.
fault-public_period = Trang công khai chỉ cho xem trọn tháng, hoặc kỳ báo cáo từ ngày 15 đến ngày 14 không chia nhỏ; theo thủ tục, kênh hoặc phường thì trọn quý; tháng có dưới 5 hồ sơ được gộp với tháng bên cạnh. Kỳ gần nhất xem được: từ { $from } đến { $to }.
fault-public_nearest = Xem từ { $from } đến { $to }
figures-few = Mới có dưới 5 hồ sơ hoặc dưới 5 ý kiến nên chưa có số liệu công khai, để không đoán ra của ai.
figures-together = Trong kỳ này, nhóm được chọn chỉ được công bố gộp với nhóm khác, vì có phần dưới 5 hồ sơ. Mời ông/bà bỏ điều kiện đó hoặc chọn kỳ khác.


sheet-title = Số liệu giải quyết thủ tục hành chính
sheet-period = Kỳ báo cáo
sheet-as_of = Số liệu tính đến
sheet-basis = Hồ sơ được tính
sheet-rule = Cách so với hạn trả
sheet-register = Sổ theo dõi
sheet-definitions = Phiên bản định nghĩa
sheet-name = Tên
sheet-none = Không rõ
sheet-total = Tổng cộng

figures-month_open = { $month } (phần lớn hồ sơ đang giải quyết)
finding-course_open = Các tháng này phần lớn hồ sơ đang giải quyết, chưa kết luận được
figures-without_one_act = Không tính thủ tục giải quyết ngay (chứng thực, cấp bản sao): { $rate } của { $n } đã giải quyết
figures-with_one_act = Tính cả thủ tục giải quyết ngay: { $rate } của { $n } đã giải quyết
ask-reporting = Kỳ báo cáo theo quy định (từ ngày 15 đến ngày 14):
ask-reporting_month = tháng { $month }
ask-reporting_quarter = quý { $quarter }
ask-reporting_year = năm { $year }
figure-received-cohort = Tiếp nhận trong kỳ
sheet-code = Mã hồ sơ
sheet-outcome = Tình trạng
sheet-received_at = Tiếp nhận
sheet-due = Hạn trả
sheet-ended = Kết thúc
sheet-dossiers = Số hồ sơ

## Mức độ hài lòng

satisfaction-given_out = Kết quả đã trao
satisfaction-answers = Ý kiến trả lời
satisfaction-very = Rất hài lòng
satisfaction-satisfied = Hài lòng
satisfaction-not = Không hài lòng
satisfaction-rate = Tỷ lệ hài lòng
satisfaction-response = Tỷ lệ trả lời
satisfaction-interval = Khoảng tin cậy 95 %
satisfaction-said = Kết quả đã trao từ { $from } đến { $to }, ý kiến tính đến { $at }. Mỗi hồ sơ được đánh giá một lần.
satisfaction-none = Trong kỳ này chưa có kết quả nào được trao.
satisfaction-no_answers = Trong kỳ này đã trao { $n } kết quả, chưa có ý kiến đánh giá nào. Người dân đánh giá bằng mã QR trên giấy hẹn, tại màn hình ở quầy hoặc trên trang “Đánh giá việc giải quyết hồ sơ”.
satisfaction-few = Mới có { $n } ý kiến. Dưới 10 ý kiến thì không tính tỷ lệ.
satisfaction-kept_back = Ý kiến trong kỳ này chưa hiển thị: cần ít nhất 5 ý kiến cùng nhau, trong các tháng trọn vẹn. Hãy chọn kỳ dài hơn.
satisfaction-kept_back_public = Trong kỳ đã trao { $n } kết quả. Từ trước tới nay mới có dưới 5 ý kiến nên ý kiến chưa được công bố, để không đoán ra của ai.
satisfaction-row_kept_back = chưa đủ 5 ý kiến cùng nhau
satisfaction-public_by = Trang công khai tính theo đơn vị, thủ tục hoặc tháng, mỗi lần theo một tiêu chí.
satisfaction-finding = { $rate } người trả lời hài lòng ({ $n } ý kiến, khoảng tin cậy { $interval })
satisfaction-met = Đạt chỉ tiêu { $target } % ({ $whose }).
satisfaction-not_met = Chưa đạt chỉ tiêu { $target } % ({ $whose }).
satisfaction-city = thành phố
satisfaction-national = quốc gia
satisfaction-total_caption = Ý kiến theo từng nội dung
satisfaction-factor = Nội dung đánh giá
satisfaction-of_service = Việc giải quyết hồ sơ nói chung
satisfaction-of_officer = Công chức trực tiếp giải quyết
satisfaction-of_access = Tiếp cận dịch vụ
satisfaction-of_procedure = Thủ tục hành chính
satisfaction-of_result = Kết quả giải quyết
satisfaction-of_feedback = Tiếp nhận, xử lý góp ý, phản ánh, kiến nghị
satisfaction-rows_caption = Theo { $by }
satisfaction-officers_said = Mỗi kết quả đứng ở dòng của từng công chức đã giữ hồ sơ; tỷ lệ là mức hài lòng về công chức.
satisfaction-months = Theo tháng trao kết quả, so với chỉ tiêu 80 % của thành phố và 90 % của quốc gia
satisfaction-texts = Ý kiến khác của người dân
satisfaction-texts_said = Không kèm tên hay mã hồ sơ; việc xem được ghi lại.
satisfaction-no_texts = Không có ý kiến bằng lời.
form_06a-open_within = Đang giải quyết, trong hạn
form_06a-open_past = Đang giải quyết, quá hạn
