# Sổ vi phạm quy định về bảo vệ dữ liệu cá nhân.

page-breaches = Vi phạm dữ liệu cá nhân
today-breach = Vi phạm dữ liệu
reads-what_breaches = Vi phạm dữ liệu cá nhân
denied-breaches = Chỉ lãnh đạo và người kiểm soát xem, ghi sổ vi phạm dữ liệu cá nhân. Nếu phát hiện vi phạm, hãy báo ngay cho lãnh đạo cơ quan.
breach-lead = Khi phát hiện lộ, mất hoặc xử lý sai dữ liệu cá nhân, hãy ghi ngay vào sổ: cơ quan có 72 giờ kể từ lúc phát hiện để thông báo cho cơ quan chuyên trách bảo vệ dữ liệu cá nhân, tính cả đêm và ngày nghỉ.
breach-note = Hạn thông báo: { $hours } giờ kể từ khi phát hiện, tính cả đêm và ngày nghỉ (khoản 1 Điều 23 Luật 91/2025/QH15). Diễn biến và biện pháp ghi ở trang của từng vụ.
breach-empty = Chưa ghi nhận vi phạm nào.
breach-heading = Vi phạm { $name }
breach-name = Số
breach-state = Tình trạng
breach-left = còn { $hours } giờ
breach-left_under = còn dưới 1 giờ
breach-over = đã quá { $hours } giờ
breach-over_under = đã quá dưới 1 giờ
breach-so_many = { $n } người

## Thông tin của một vụ

breach-discovered = Phát hiện lúc
breach-discovered_hint = Ngày và giờ cơ quan biết có vi phạm, không phải lúc tìm xong nguyên nhân; 72 giờ tính từ đây. Ví dụ: 22/11/2018 16:30.
breach-notify_by = Hạn thông báo
breach-nature = Loại vi phạm
breach-nature_access = Truy cập, sao chép trái phép
breach-nature_disclosure = Làm lộ
breach-nature_loss = Làm mất, hỏng
breach-nature_alteration = Sửa đổi trái phép
breach-nature_other_purpose = Xử lý sai mục đích
breach-nature_rights_not_ensured = Không bảo đảm quyền của người có dữ liệu
breach-nature_other = Vi phạm khác
breach-data = Dữ liệu bị ảnh hưởng
breach-data_hint = Chọn mọi loại có liên quan. Có dữ liệu sinh trắc học hoặc vị trí thì phải báo cả cho người bị ảnh hưởng.
breach-data_basic = Họ tên, ngày sinh, nơi cư trú
breach-data_contact = Số điện thoại, thư điện tử
breach-data_identity = Số và ảnh giấy tờ tùy thân
breach-data_family = Gia đình, hộ tịch
breach-data_property = Nhà đất, tài sản, tiền
breach-data_health = Sức khỏe
breach-data_account = Tài khoản, mật khẩu
breach-data_biometric = Sinh trắc học (vân tay, khuôn mặt…)
breach-data_location = Vị trí
breach-data_other = Dữ liệu khác
breach-persons = Số người bị ảnh hưởng
breach-persons_hint = Để trống nếu chưa biết.
breach-persons_due = Báo cho người bị ảnh hưởng
breach-persons_due_said = Bắt buộc, trong cùng 72 giờ (Điều 29 Nghị định 356/2025/NĐ-CP)
breach-notified = Đã thông báo cho
breach-informed = Đã báo cho người bị ảnh hưởng
breach-by = Người ghi
breach-closed = Kết thúc

breach-tag_overdue = Quá hạn thông báo
breach-tag_waits = Chờ thông báo
breach-tag_persons_wait = Chờ báo cho người bị ảnh hưởng
breach-tag_late = Thông báo trễ
breach-tag_closed = Đã kết thúc
breach-tag_notified = Đã thông báo
breach-tag_left_out = Không thông báo, có lý do

## Diễn biến

breach-turn_recorded = Ghi nhận
breach-turn_corrected = Bổ sung, sửa thông tin
breach-turn_measured = Biện pháp
breach-turn_notified = Thông báo cho cơ quan chuyên trách
breach-turn_not_notified = Không thông báo cho cơ quan chuyên trách
breach-turn_persons_informed = Báo cho người bị ảnh hưởng
breach-turn_closed = Kết thúc

## Việc làm

breach-act_record = Ghi vi phạm mới
breach-said_record = Ghi những gì đã biết; phần còn lại bổ sung sau. Trang của vụ việc in ra được để lập biên bản xác nhận (khoản 2 Điều 23 Luật 91/2025/QH15).
breach-text_record = Diễn biến
breach-text_record_hint = Thời gian, địa điểm, hành vi, nguyên nhân, hậu quả có thể xảy ra. Chỉ ghi mã hồ sơ, không ghi họ tên hay số giấy tờ của người bị ảnh hưởng.
breach-act_notify = Ghi việc thông báo cho cơ quan chuyên trách
breach-said_notify = Gửi theo Mẫu số 08 Nghị định 356/2025/NĐ-CP, hoặc qua Cổng thông tin quốc gia về bảo vệ dữ liệu cá nhân: diễn biến, loại và số lượng dữ liệu, người liên hệ, hậu quả, biện pháp. Gửi xong thì ghi lại ở đây.
breach-body = Cơ quan đã nhận thông báo
breach-number = Số văn bản hoặc mã gửi trên Cổng
breach-notified_at = Gửi lúc
breach-notified_at_hint = Ví dụ: 22/11/2018 16:30.
breach-text_notify = Lý do thông báo trễ
breach-text_notify_hint = Bắt buộc nếu gửi sau 72 giờ.
breach-act_leave_out = Không thông báo
breach-said_leave_out = Chỉ khi vi phạm không thể gây hại cho an ninh, trật tự, tính mạng, sức khỏe, danh dự, nhân phẩm, tài sản (khoản 1 Điều 23), và không thuộc các trường hợp khác phải thông báo: xử lý sai mục đích, không bảo đảm quyền của người có dữ liệu (khoản 3 Điều 23).
breach-text_leave_out = Lý do không thông báo
breach-act_inform = Ghi việc báo cho người bị ảnh hưởng
breach-said_inform = Nội dung báo (khoản 2 Điều 29 Nghị định 356/2025/NĐ-CP): phát hiện lúc nào, bằng cách nào; loại dữ liệu; mức độ và rủi ro; biện pháp; việc người đó nên làm; người liên hệ.
breach-way = Cách báo
breach-way_individually = Báo riêng từng người
breach-way_publicly = Thông báo công khai
breach-informed_at = Báo lúc
breach-informed_at_hint = Ví dụ: 22/11/2018 16:30.
breach-text_inform = Đã báo những gì
breach-act_measure = Ghi biện pháp
breach-said_measure = Việc đã làm để ngăn chặn, khắc phục, giảm thiệt hại.
breach-text_measure = Biện pháp
breach-act_correct = Bổ sung, sửa thông tin
breach-said_correct = Thông tin trước khi sửa vẫn còn ở phần diễn biến. Sửa lúc phát hiện thì hạn thông báo được tính lại.
breach-text_correct = Lý do bổ sung, sửa
breach-act_close = Kết thúc vụ việc
breach-said_close = Sau khi kết thúc, không ghi thêm được nữa.
breach-text_close = Kết quả xử lý

breach-done_record = Đã ghi vi phạm vào sổ. 72 giờ tính từ lúc phát hiện.
breach-done_notify = Đã ghi việc thông báo cho cơ quan chuyên trách.
breach-done_leave_out = Đã ghi lý do không thông báo.
breach-done_inform = Đã ghi việc báo cho người bị ảnh hưởng.
breach-done_measure = Đã ghi biện pháp.
breach-done_correct = Đã ghi thông tin mới.
breach-done_close = Đã kết thúc vụ việc.

fault-breach = “{ $field }”: hãy ghi nội dung.
fault-breach_body = Hãy ghi tên cơ quan đã nhận thông báo.

breach-refused_not_on_record = Không có vụ việc này.
breach-instead_not_on_record = Hãy mở lại sổ vi phạm.
breach-refused_not_responsible = Ông/bà không phụ trách sổ vi phạm dữ liệu cá nhân.
breach-instead_not_responsible = Lãnh đạo cơ quan hoặc người kiểm soát thực hiện việc này.
breach-refused_already_recorded = Vụ việc này đã được ghi.
breach-instead_already_recorded = Hãy mở lại sổ vi phạm.
breach-refused_ahead = Thời điểm đã ghi chưa đến.
breach-instead_ahead = Hãy sửa lại thời điểm.
breach-refused_before_discovery = Không thể thông báo trước khi phát hiện, mà vi phạm được phát hiện lúc { $at }.
breach-instead_before_discovery = Hãy sửa lại thời điểm.
breach-refused_no_data = Chưa chọn loại dữ liệu.
breach-instead_no_data = Hãy chọn ít nhất một loại.
breach-refused_empty_text = Chưa có nội dung.
breach-instead_empty_text = Hãy ghi nội dung rồi gửi lại.
breach-refused_late_without_reason = Hạn thông báo đã hết lúc { $at }.
breach-instead_late_without_reason = Hãy ghi lý do thông báo trễ.
breach-refused_already_notified = Cơ quan chuyên trách đã được thông báo lúc { $at }.
breach-instead_already_notified = Thông tin gửi thêm thì ghi là biện pháp.
breach-refused_already_left_out = Lý do không thông báo đã được ghi lúc { $at }.
breach-instead_already_left_out = Nếu cần thông báo thì ghi việc thông báo.
breach-refused_already_closed = Vụ việc đã kết thúc lúc { $at }.
breach-instead_already_closed = Nếu có vi phạm khác thì ghi vụ việc mới.
breach-refused_body_waits = Chưa kết thúc được: chưa thông báo cho cơ quan chuyên trách.
breach-instead_body_waits = Hãy ghi việc thông báo, hoặc lý do không thông báo.
breach-refused_persons_wait = Chưa kết thúc được: chưa báo cho người bị ảnh hưởng.
breach-instead_persons_wait = Hãy ghi việc báo cho người bị ảnh hưởng.
breach-refused_no_measure = Chưa kết thúc được: chưa ghi biện pháp nào.
breach-instead_no_measure = Hãy ghi biện pháp đã làm.
