# Người đứng đầu, lãnh đạo, quản trị, kiểm soát.
