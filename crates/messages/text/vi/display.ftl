# Cỡ chữ và màu của trang.
display-summary = Cỡ chữ, màu
display-heading = Cỡ chữ và màu của trang
display-text = Lựa chọn được giữ một năm trong trình duyệt này, không gắn với người dùng. Muốn in, dùng lệnh in của trình duyệt: trang in không có phần đầu, phần cuối và các nút.
display-more = Cách lưu và cách in
display-text_size = Cỡ chữ
display-normal = Thường
display-large = Lớn
display-largest = Rất lớn
display-colours = Màu
display-automatic = Theo thiết bị
display-light = Nền sáng
display-dark = Nền tối
display-contrast = Tương phản cao, nền sáng
display-dark_contrast = Tương phản cao, nền tối
