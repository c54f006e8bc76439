# Chữ của các trang.

## Từ chung

word-yes = Có
word-no = Không
word-none = (không có)
word-total = Tổng cộng
word-period = Kỳ
word-unit = Đơn vị
word-field = Lĩnh vực

## Tên trang

page-home = Trang chủ
page-figures = Số liệu
page-list = Danh sách hồ sơ
page-dossier = Hồ sơ
page-scenario_clock = Giờ kịch bản
