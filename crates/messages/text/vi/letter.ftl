# Văn bản xin lỗi: nội dung của bản được ký, in và gửi.

apology_letter-name_2018 = Phiếu xin lỗi và hẹn lại ngày trả kết quả
apology_letter-name_2025 = Văn bản xin lỗi và đề nghị gia hạn thời gian giải quyết
apology_letter-date = Ngày { $date }
apology_letter-to = Kính gửi: Ông/bà { $name }
apology_letter-to_applicant = Kính gửi: Ông/bà nộp hồ sơ { $code }
apology_letter-received = Ngày { $received }, { $agency } tiếp nhận hồ sơ của ông/bà về thủ tục “{ $procedure }”, mã hồ sơ { $code }.
apology_letter-due = Thời gian hẹn trả kết quả: { $due }.
apology_letter-late = Đến nay { $agency } chưa trả kết quả đúng thời hạn ghi trên giấy tiếp nhận hồ sơ và hẹn trả kết quả.
apology_letter-will_be_late = { $agency } không thể trả kết quả đúng thời hạn ghi trên giấy tiếp nhận hồ sơ và hẹn trả kết quả.
apology_letter-reason = Lý do: { $reason }. Đơn vị chịu trách nhiệm: { $unit }.
apology_letter-sorry = Sự chậm trễ này làm ông/bà mất thêm thời gian, công sức. { $agency } xin lỗi ông/bà.
apology_letter-new_date_2018 = { $agency } hẹn lại ngày trả kết quả: { $date }.
apology_letter-new_date_2025 = { $agency } đề nghị ông/bà cho gia hạn thời gian giải quyết đến { $date }.
apology_letter-no_new_date = { $agency } chưa hẹn được ngày trả kết quả mới và sẽ báo cho ông/bà ngay khi có ngày.
apology_letter-desk = Nơi trả kết quả: { $desk }.
apology_letter-end = Rất mong ông/bà thông cảm.

## Giấy tờ theo mẫu (PDF)

paper-heading = Giấy tờ của cơ quan
paper-pdf = { $paper } (PDF)
paper-stop_notice = Thông báo dừng giải quyết hồ sơ
paper-certified_copy = Chứng thực bản sao đúng với bản chính
paper-certified_signature = Lời chứng chứng thực chữ ký
paper-certified_translator = Lời chứng chứng thực chữ ký người dịch
paper-certified_transaction = Lời chứng chứng thực hợp đồng, giao dịch
paper-handover_list = Danh sách bàn giao hồ sơ
paper-result_list = Danh sách bàn giao kết quả giải quyết hồ sơ
paper-date = Ngày { $day } tháng { $month } năm { $year }
paper-instant = { $hour } giờ { $minute } phút, ngày { $day } tháng { $month } năm { $year }
paper-corrected = Bản lần { $n }, lập lại sau đính chính lúc { $at }, thay bản đã cấp trước đó
paper-draft = Dự thảo, chưa ký
