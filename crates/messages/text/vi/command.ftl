# Các lệnh của chương trình.

rules-no_reason = Cập nhật quy định
rules-none_offered = Mọi năm lịch nghỉ của bản phát hành này đã được áp dụng.
rules-offered = Lịch nghỉ { $n ->
    [1] năm
   *[other] các năm
  } { $years } có trong bản phát hành này nhưng chưa được áp dụng; xem hồ sơ đổi hạn bằng `motcua rules put --dry-run`, áp dụng bằng `motcua rules put` hoặc tại /admin/calendar.
rules-no_problem = { $procedures } thủ tục, { $calendars } lịch làm việc, { $officers } công chức: không có lỗi.
rules-no_problem_change = Không có lỗi: đưa vào áp dụng được.
rules-adopt_fee = Mức thu chưa nhập: { $name } (theo nghị quyết của Hội đồng nhân dân)
rules-no_problem_alone = Không có lỗi. Chưa đối chiếu với quy định đang áp dụng vì thư mục { $data } chưa có cơ quan nào.
rules-problems = { $n } lỗi; hãy sửa như đã nêu
rules-in_force = Đã áp dụng { $procedures } thủ tục, { $officers } công chức.
rules-none_move = Không hồ sơ nào đổi hạn.
rules-would_move = { $n } hồ sơ sẽ đổi hạn (mã, hạn cũ, hạn mới):
rules-moved = { $n } hồ sơ đã đổi hạn (mã, hạn cũ, hạn mới):
rules-days = { $n } ngày thay đổi trong lịch:
rules-more_days = và { $n } ngày khác
day_change-off = { $day }: ngày nghỉ, { $name }
day_change-off_no_more = { $day }: không còn là ngày nghỉ ({ $name }); nếu vẫn nghỉ, hãy ghi lại ngày này
day_change-made_up = { $day }: làm bù
day_change-made_up_no_more = { $day }: không còn làm bù
day_change-not_worked = ; vốn không làm việc nên không hồ sơ nào đổi hạn
day_change-past = ; ngày đã qua: hồ sơ đã xong, đã quá hạn hoặc có hạn mới đã qua giữ nguyên hạn, hồ sơ đang tạm dừng tính lại hạn

## Lệnh check

check-phone = Không phải số điện thoại. Ghi 10 chữ số bắt đầu bằng 0, hoặc + và mã nước
check-identity = Không phải số định danh cá nhân 12 chữ số hoặc số hộ chiếu từ 6 đến 12 chữ và số
check-tax_code_length = Mã số thuế có 10 chữ số, thêm 3 chữ số của đơn vị phụ thuộc, hoặc 12 chữ số của số định danh cá nhân
check-tax_code_digit = Chữ số kiểm tra (chữ số thứ mười) không khớp: xem lại từng chữ số
check-tax_code_branch = Số của đơn vị phụ thuộc bắt đầu từ 001
check-vietqr_empty = Không có nội dung mã QR
check-vietqr_structure = Mã QR hỏng: các trường không khớp với độ dài đã ghi, hoặc một trường có hai lần
check-vietqr_format = Không phải mã QR thanh toán theo chuẩn EMVCo phiên bản 01
check-vietqr_crc = Mã kiểm tra (CRC) không đúng: nội dung đã bị sửa, hoặc chép thiếu
check-vietqr_not_napas = Mã QR không có tài khoản NAPAS
check-vietqr_bin = Mã ngân hàng phải có đúng 6 chữ số
check-vietqr_account = Số tài khoản phải có từ 1 đến 19 chữ và số
check-vietqr_service = Dịch vụ chuyển khoản phải là QRIBFTTA (đến tài khoản) hoặc QRIBFTTC (đến thẻ)
check-vietqr_currency = Loại tiền phải là đồng Việt Nam (704)
check-vietqr_country = Mã quốc gia phải là VN
check-vietqr_amount = Số tiền phải là số đồng nguyên, lớn hơn 0, tối đa 13 chữ số
check-vietqr_purpose = Nội dung chuyển khoản có tối đa 25 ký tự không dấu

forms-fields = trường
forms-conditions = điều kiện
forms-components = giấy tờ
forms-same_as = cùng câu hỏi với { $code }: { $why }
