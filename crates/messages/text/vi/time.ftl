# Thời gian.

days-two = { $first } và { $last }
days-range = từ { $first } đến { $last }

amount-same_day = trong ngày
amount-working_days = { $n } ngày làm việc
amount-calendar_days = { $n } ngày
amount-working_hours = { $n } giờ làm việc
amount-hours_minutes = { $hours } giờ { $minutes } phút làm việc

# Nhận đúng giờ này vẫn là kịp.
duration-cutoff = { $length } (nhận đến { $time })

remaining-left = Còn { $time }
remaining-none = Đã đến hạn
remaining-late = Quá hạn { $time }
