# Người đứng đầu, lãnh đạo, quản trị, kiểm soát.

## Số liệu: dạng công khai và dạng cho công chức

fault-value = “{ $name }” không có giá trị “{ $value }”. Hãy chọn trong danh sách, hoặc bỏ điều kiện này.
figures-merged = Nhóm dưới 5 hồ sơ
figures-other_officers = Công chức khác
figures-few = Chỉ có { $n } hồ sơ khớp. Nhóm dưới 5 hồ sơ không được chia nhỏ ở trang công khai, để không đoán ra hồ sơ của ai. Hãy nới kỳ hoặc bỏ bớt điều kiện.
figures-outside = Đơn vị này không thuộc phạm vi của ông/bà, nên không có số liệu nào được hiện. Số liệu chung ở trang công khai, xem được khi chưa đăng nhập.
figures-people = Số liệu về từng người chỉ để trao đổi trong đơn vị và người đó được xem trước. Thời gian đã trừ lúc tạm dừng; khối lượng và độ khó của việc mỗi người khác nhau, nên không dùng các dòng này để xếp hạng.
list-grouped = Theo thủ tục và tháng tiếp nhận; nhóm dưới 5 hồ sơ được gộp lại
list-few = Điều kiện đã chọn chỉ khớp với một nhóm dưới 5 hồ sơ, nên ở trang công khai không chia theo kết quả. Hãy nới kỳ hoặc bỏ bớt điều kiện.
list-merged = Các hồ sơ này chia theo thủ tục và tháng thì mỗi nhóm đều dưới 5 hồ sơ, nên chỉ hiện nhóm đã gộp.
