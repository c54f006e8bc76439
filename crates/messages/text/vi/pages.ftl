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
page-scenario_clock = Giờ minh họa
page-form_06a = Biểu II.06a
page-procedures = Thủ tục
page-about = Định nghĩa

page-work = Việc của tôi
page-filings = Hồ sơ trực tuyến
page-receive = Tiếp nhận
page-handovers = Bàn giao
page-results = Trả kết quả
page-notices = Thông báo không gửi được
page-head = Việc cần tôi hôm nay
page-leave = Nghỉ và làm thay
page-calendar = Ngày nghỉ và làm bù
page-accounts = Tài khoản
page-my = Hồ sơ của tôi
page-claim = Thêm hồ sơ đã nộp tại Bộ phận Một cửa
page-browsers = Các phiên đăng nhập và trình duyệt quen
page-rate = Đánh giá việc giải quyết hồ sơ
page-satisfaction = Mức độ hài lòng
page-track = Tra cứu hồ sơ
page-assist = Nộp giúp hồ sơ
page-find = Tìm hồ sơ
page-complain = Phản ánh, kiến nghị về hồ sơ
page-complaints = Phản ánh, kiến nghị
page-directives = Chỉ đạo
page-directive_new = Giao chỉ đạo
page-load = Khối lượng việc và hồ sơ đang dừng
page-board = Bảng trả kết quả
