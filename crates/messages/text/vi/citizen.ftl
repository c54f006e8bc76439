# Người dân: đăng nhập, nộp hồ sơ, theo dõi.
