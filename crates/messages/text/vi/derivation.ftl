# Cách tính hạn trả kết quả, từng dòng một.

derivation-received = Nhận hồ sơ lúc { $at }; thời hạn { $duration }.
derivation-closed = Ngoài giờ làm việc: hồ sơ được tính từ { $at }.
derivation-cutoff = Sau { $time }: hồ sơ được tính từ { $at }.

derivation-zero-received = Ngày nhận hồ sơ { $day } không tính (ngày 0).
derivation-zero-effective = Ngày bắt đầu tính { $day } không tính (ngày 0).
derivation-zero-resumed = Ngày bắt đầu tính tiếp { $day } không tính vào thời hạn (ngày 0).
derivation-zero-civil = Theo Bộ luật Dân sự, { $day } không tính (ngày 0).
derivation-zero-last = Thời hạn hết vào cuối giờ làm việc { $day }.

derivation-counted = Ngày làm việc thứ { $n }: { $days }.
derivation-counted-two = Ngày làm việc thứ { $n } và { $last }: { $days }.
derivation-counted-many = Ngày làm việc thứ { $n } đến { $last }: { $days }.
derivation-calendar_days = Tính { $days } liên tục, kể cả ngày nghỉ, sau { $from }: đến { $until }.
derivation-rolled = Ngày cuối { $from } là ngày nghỉ: hạn chuyển sang { $to }.
derivation-hours = Tính { $time } trong { $day }.

derivation-skipped = Bỏ qua { $days }: { $reason }.
skip-weekend = ngày nghỉ hằng tuần
skip-swapped = nghỉ hoán đổi, làm bù ngày { $day }

derivation-paused = Tạm dừng từ { $at }; còn { $left }.
derivation-paused-nothing_left = Tạm dừng từ { $at }; không còn ngày nào.
derivation-paused-after_due = Tạm dừng từ { $at }, khi đã quá hạn: hạn không đổi.
derivation-resumed = Hết tạm dừng lúc { $at }: tính tiếp phần còn lại.
derivation-resumed-restart = Nhận bổ sung lúc { $at }: tính lại thời hạn từ đầu.
derivation-resumed-fixed = Nhận bổ sung lúc { $at }: thời hạn mới { $duration }.
derivation-resumed-after_due = Hết tạm dừng lúc { $at }.

derivation-extended = Gia hạn thêm { $by } kể từ hạn đang có, áp dụng lúc { $at }.
derivation-calendar_changed = Áp dụng lịch làm việc “{ $calendar }” từ { $at }; hạn được tính lại nếu chưa qua.

derivation-due = Hạn trả kết quả: { $at }.
derivation-due-suspended = Hạn trả kết quả: { $at } (đang tạm dừng).
derivation-due-estimate = Hạn trả kết quả: { $at } (ước tính: ngày nghỉ năm này chưa được công bố).
derivation-due-suspended-estimate = Hạn trả kết quả: { $at } (đang tạm dừng; ước tính: ngày nghỉ năm này chưa được công bố).

# Điều sổ cũ cho biết về một hồ sơ.

imported-register = Lấy từ sổ cũ “{ $register }”, nhập lúc { $at }.
imported-procedure = Thủ tục: { $value }.
imported-field = Lĩnh vực: { $value }.
imported-unit = Đơn vị giải quyết: { $value }.
imported-officer = Công chức: { $value }.
imported-ward = Địa bàn của người nộp: { $value }.
imported-channel = Cách nộp: { $value }.
imported-received = Tiếp nhận: { $value }.
imported-due_stated = Hạn trả ghi trong sổ: { $value }; không tính lại.
imported-due_counted = Hạn trả tính khi nhập sổ, vì sổ không ghi: { $value }.
imported-finished = Có kết quả: { $value }.
imported-withdrawn = Người nộp rút hồ sơ: { $value }.
imported-in_time = So theo ngày, kết quả có trước hạn hoặc đúng hạn.
imported-late = So theo ngày, kết quả quá hạn { $days } ngày.
imported-ready = Đã có kết quả
imported-end_of_day = hết { $day }
imported-open = Theo sổ, hồ sơ chưa có kết quả và chưa được rút.
imported-step = Bước “{ $step }” xong lúc { $at }: { $by }.
imported-step_in_time = Bước “{ $step }” xong lúc { $at }, không quá hạn (hạn của bước: { $due }): { $by }.
imported-step_late = Bước “{ $step }” xong lúc { $at }, quá hạn của bước là { $due }: { $by }.
imported-pause = Thời hạn tạm dừng từ { $from } đến { $to }: { $reason }.
imported-pause_open = Thời hạn tạm dừng từ { $from } đến nay: { $reason }.
imported-nobody = sổ không ghi người làm
imported-unknown_holders = Sổ cũ không cho biết ai giữ hồ sơ từng lúc và giờ làm việc, nên không tính phần chậm của từng bước.
imported-unknown = Sổ cũ không cho biết ai giữ hồ sơ từng lúc, giờ làm việc và các lần tạm dừng, nên không tính phần chậm của từng bước.
