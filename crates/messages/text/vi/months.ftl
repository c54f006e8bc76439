# Chốt số liệu tháng.

page-months = Chốt tháng
page-month = Số liệu tháng { $month }

## Vì sao không chốt, không ký được, và làm thế nào

month-why_already_closed = Tháng { $month } đã chốt lúc { $at } và không mở lại được. Số liệu đính chính sau đó hiện cạnh số đã chốt.
month-why_not_ended = Tháng { $month } chưa hết. Có thể chốt từ { $at }.
month-why_before_record = Đến hết tháng { $month } chưa có hồ sơ nào được tiếp nhận, nên không có số liệu để chốt. Vui lòng chọn tháng khác.
month-why_tables_changed = Số liệu đã thay đổi so với bảng ông/bà đã xem. Chưa chốt, chưa ký gì. Vui lòng xem lại bảng dưới đây rồi ký.
month-why_not_closed = Tháng { $month } chưa chốt. Lãnh đạo chốt tại trang “Chốt tháng”; người quản lý máy chủ dùng lệnh motcua month close.
month-why_already_signed = Số liệu tháng { $month } đã được ký lúc { $at }. Mỗi tháng ký một lần.
month-no_agency = không có cơ quan { $agency } trong thư mục này{ $known ->
    [none] {""}
   *[other] ; cơ quan ở đây là { $known }
}

## Dòng lệnh

month-closed_said = Tháng { $month } đã chốt theo dữ liệu tính đến { $at } (phiên bản định nghĩa { $definitions }).
month-digest_said = SHA-256 của các bảng: { $digest }
month-unsigned_said = Chưa ký: lãnh đạo xem và ký tại /months/{ $month }.
month-closed_by = Chốt lúc { $at }, { $by }
month-signed_by = Ký lúc { $at }, { $by }
month-owner = người quản lý máy chủ, bằng lệnh
month-restated_none = Không có số nào thay đổi sau khi chốt.
month-restated_n = { $n } số đã thay đổi sau khi chốt:
month-later = Ghi nhận sau khi chốt:
month-older_definitions = Các bảng được tính theo phiên bản định nghĩa { $then }; nay dùng phiên bản { $now }, nên chênh lệch có thể do định nghĩa.

## Trang

months-lead = Chốt một tháng là giữ nguyên các bảng số liệu của tháng đó kèm chữ ký của lãnh đạo. Những gì ghi nhận sau khi chốt không đổi số đã chốt, mà hiện bên cạnh với chênh lệch.
months-state = Tình trạng
months-open = Chưa chốt
months-closed = Đã chốt { $at }
months-unsigned = chưa ký
months-restated = có số liệu thay đổi sau khi chốt
months-none = Chưa có tháng nào để chốt: sổ chưa có hồ sơ của tháng đã hết.
month-preview = Bảng số liệu sẽ được chốt và ký
month-preview_said = Toàn bộ các bảng dưới đây được giữ nguyên khi ông/bà ký. Vui lòng xem hết trước khi ký; mẫu ký ở cuối trang.
month-sign_heading = Ký số liệu
month-sign_said = Khi ký, ông/bà xác nhận các bảng trên của tháng { $month }. Tháng đã chốt không mở lại được.
month-close = Chốt và ký
month-sign = Ký
month-done = Đã chốt và ký số liệu tháng { $month }.
month-frozen = Số liệu đã chốt
month-known = Theo dữ liệu tính đến { $at }; phiên bản định nghĩa { $definitions }.
month-digest = SHA-256 của các bảng: { $digest }
month-restated = Thay đổi sau khi chốt
month-restated_said = { $n } số khác với khi chốt. Bảng dưới đây đặt số đã chốt cạnh số hiện nay.
month-table = Bảng
month-row = Dòng
month-figure = Số liệu
month-then = Đã chốt
month-now = Hiện nay
month-difference = Chênh lệch
month-added = Hồ sơ thêm vào
month-gone = Hồ sơ bớt ra
month-later_heading = Ghi nhận sau khi chốt làm thay đổi số liệu
month-later_dossier = Hồ sơ
month-later_what = Việc
month-later_happened = Xảy ra
month-later_logged = Ghi nhận
month-later_who = Người ghi
month-back = Các tháng
month-mark = Tháng { $month } đã chốt ngày { $at }.
month-mark_restated = Tháng { $month } đã chốt ngày { $at }; có số liệu thay đổi sau khi chốt.
month-mark_see = Xem số đã chốt
today-month = Chốt tháng
today-month_waits = Chờ ký
