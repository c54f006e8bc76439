# Chữ của các trang.

## Từ chung

word-yes = Có
word-no = Không
word-none = (không có)
word-total = Tổng cộng
word-period = Kỳ
word-unit = Đơn vị
word-field = Lĩnh vực
word-step = Bước
word-officer = Công chức

## Tên trang

page-home = Trang chủ
page-figures = Số liệu
page-list = Danh sách hồ sơ
page-dossier = Hồ sơ
page-scenario_clock = Giờ kịch bản
page-form_06a = Biểu II.06a
page-procedures = Thủ tục
page-about = Định nghĩa
