# Thời gian.

days-two = { $first } và { $last }
days-range = từ { $first } đến { $last }

amount-same_day = trong ngày
amount-working_days = { $n } ngày làm việc
amount-calendar_days = { $n } ngày
amount-working_hours = { $n } giờ làm việc
amount-hours_minutes = { $hours } giờ { $minutes } phút làm việc

# Nhận đúng giờ này vẫn là kịp.
duration-cutoff = trong ngày làm việc; nhận sau { $time } thì trả ngày làm việc tiếp theo
duration-cutoff_days = { $length }; nhận sau { $time } thì tính từ ngày làm việc tiếp theo

remaining-late = Quá hạn { $time }
remaining-today = Hôm nay { $time }
remaining-days = Còn { $n } ngày làm việc, chưa kể hôm nay
remaining-none = Đã đến hạn
