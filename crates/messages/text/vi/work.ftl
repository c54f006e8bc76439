# Hàng việc, trang hồ sơ của công chức, các thao tác.
