# Diễn biến của hồ sơ: tên sự kiện, rồi chi tiết công khai.

event-filed = Nộp hồ sơ
event-guided = Hướng dẫn hoàn thiện hồ sơ
event-refused = Từ chối tiếp nhận
event-received = Tiếp nhận
event-imported = Chuyển từ sổ cũ
event-paid = Thu phí, lệ phí
event-given = Bàn giao
event-returned = Trả lại bước trước
event-accepted = Nhận bàn giao
event-lapsed = Bàn giao tự có hiệu lực
event-desk_declined = Bộ phận Một cửa trả lại kết quả
event-declined = Từ chối nhận bàn giao
event-step_started = Bắt đầu bước
event-step_completed = Hoàn thành bước
event-reassigned = Phân công lại
event-stand_in_ended = Người nghỉ trở lại sớm
event-stand_in = Cử người làm thay
event-supplement_asked = Yêu cầu bổ sung
event-papers_promised = Hẹn mang giấy tờ bổ sung đến
event-supplied = Nhận bổ sung
event-paused = Tạm dừng thời hạn
event-resumed = Tính tiếp thời hạn
event-extended = Gia hạn
event-calendar_changed = Đổi lịch làm việc
event-consulted = Hỏi ý kiến
event-consultation_answered = Có ý kiến trả lời
event-reminded = Nhắc việc
event-apology_drafted = Soạn { letter }
event-apology_signed = Ký { letter }
event-apology_queued = Đưa { letter } vào hàng chờ gửi điện tử
event-apology_undelivered = Không gửi được { letter } bằng đường điện tử
event-apology_sent = Gửi { letter }
event-reappointed = Hẹn lại
event-chairman_date = Chủ tịch quyết định ngày hẹn
event-result_approved = Duyệt kết quả
event-result_declined = Duyệt văn bản không chấp thuận
event-finished = Có kết quả tại Bộ phận Một cửa
event-handed_over = Trả kết quả
event-posted = Gửi kết quả qua bưu chính
event-post_delivered = Bưu chính đã phát kết quả
event-post_returned = Bưu chính chuyển hoàn kết quả
event-collection_reminded = Nhắc đến nhận kết quả
event-withdrawn = Rút hồ sơ
event-closed_unsupplied = Đóng hồ sơ do quá thời hạn bổ sung
event-corrected = Đính chính
event-moved_to_unit = Chuyển đơn vị phụ trách
event-letter_waived = Nhận kết quả quá hạn không kèm { letter }
event-noted = Ghi chú
event-erased = Xóa dữ liệu cá nhân theo yêu cầu của người dân

## Chi tiết

detail-by = Người thực hiện: { $by }.
detail-reason = Lý do: { $reason }.
detail-step = Bước: { $step }.

detail-filed = Thủ tục: { $procedure }. Kênh nộp: { $channel }.
detail-guided = Còn thiếu: { $items }.
detail-received = { $officer } tiếp nhận. Mã hồ sơ: { $code }. Thời hạn: { $duration }.
detail-entered_late = Lý do nhập muộn: { $reason }.
detail-imported = Mã hồ sơ: { $code }. Nhận lúc { $received }, hạn trả { $due }.
detail-paid = Đã thu { $amount } đồng.

detail-given = { $from } giao cho { $to }, { $unit }. Bước: { $step }.
detail-proposed = Đề xuất: { $outcome }.
detail-not_as_proposed = Quyết định khác đề xuất. Lý do: { $reason }.
detail-returned = { $from } trả lại cho { $to }, { $unit }. Bước: { $step }. Lý do: { $reason }.
detail-lapsed = { $to } không trả lời trong thời gian quy định nên được tính là đã nhận. Bước: { $step }.
detail-declined = { $by } không nhận. Lý do: { $reason }.
detail-reassigned = Giao cho { $to }, { $unit }. Lý do: { $reason }.
detail-stand_in_ended = { $officer } trở lại trước hạn nghỉ và tự xử lý hồ sơ từ lúc này.
detail-stand_in = { $by } làm thay { $officer } đến { $until }.
detail-consulted = Yêu cầu số { $id }: hỏi { $unit }, trả lời trước { $due }.
detail-consultation_answered = Trả lời yêu cầu số { $id }.
detail-moved_to_unit = Đơn vị phụ trách mới: { $unit }. Lý do: { $reason }.

detail-supplement_asked = Cần bổ sung: { $items }.
detail-supplied = Đã nhận: { $items }.
detail-papers_promised = Sẽ mang bản giấy đến: { $items }.
detail-no_papers_promised = Không còn hẹn mang giấy nào đến.
detail-second_supplement = Yêu cầu này do { $by } duyệt.
detail-paused = { $reason }. Căn cứ: { $basis }.
detail-extended = Thêm { $by }. Căn cứ: { $basis }.
detail-calendar_changed = Lịch làm việc mới: { $calendar }. Lý do: { $reason }.
detail-reminded = Đã qua { $share } thời hạn; hạn trả { $due }.

detail-apology_drafted = Đơn vị chịu trách nhiệm: { $unit }. Lý do chậm: { $reason }.
detail-unfinished = bước “{ $step }” chưa làm xong
detail-new_date = Ngày hẹn mới: { $date }.
detail-chairman_date = Ngày hẹn mới: { $date }. Quyết định: { $decision }.

detail-confirmed = Lý do hệ thống ghi được người ký xác nhận là đúng.
detail-sent_in_person = Đã trao bản in tận tay người nộp.
detail-sent_post = Gửi qua bưu chính, mã bưu gửi { $tracking }.
detail-sent_electronic = Gửi điện tử: máy chủ nhận thư, tin nhắn đã nhận.
detail-letter_waived = Lý do chưa có { letter }: { $reason }.
detail-by_code = Trả theo mã nhận kết quả, thay cho ký nhận.
detail-without_letter = Hồ sơ quá hạn nhưng không kèm { letter }.
detail-returned_absent = Không có người nhận tại địa chỉ.
detail-returned_wrong_address = Địa chỉ sai, hoặc người nhận không ở địa chỉ này.
detail-returned_not_taken = Người nhận không nhận.
detail-returned_other = Bưu chính ghi lý do khác hoặc không ghi.
detail-collection_reminded = Nhắc lần { $number }.
detail-posted = Mã bưu gửi: { $tracking }.
detail-not_supplied = Người nộp hồ sơ không bổ sung trong thời gian quy định.
detail-corrected = Sửa sự kiện số { $number }. Lý do: { $reason }.
