## Báo cáo

page-reports = Báo cáo
page-form_06b = Biểu II.06b
form_06b-2 = Đơn vị giải quyết
form_06b-caption = Biểu số II.06b/VPCP/KSTT
reports-lead = Mỗi báo cáo chọn được kỳ theo lịch hoặc kỳ báo cáo theo quy định (từ ngày 15 đến ngày 14), in ra được, tải về được bằng Excel và CSV.
reports-said_form_06a = Hồ sơ tiếp nhận, đã giải quyết và đang giải quyết, theo lĩnh vực.
reports-said_form_06b = Hồ sơ tiếp nhận, đã giải quyết và đang giải quyết, theo đơn vị chịu trách nhiệm kết quả. Các cột như Biểu II.06a.
reports-file_xlsx = Tải về Excel
reports-file_csv = Tải về CSV
reports-page_of = Dòng { $first }–{ $last } trong { $n } dòng
reports-next = Xem các dòng tiếp theo
ask-calendar = Kỳ theo lịch:
ask-reporting_half = 6 tháng { $half }

page-late_list = Danh sách hồ sơ quá hạn
reports-said_late_list = Hồ sơ giải quyết quá hạn và hồ sơ đang giải quyết đã quá hạn: quá bao nhiêu ngày, bao nhiêu phút làm việc, ai đang giữ, văn bản xin lỗi gửi lúc nào.
late_list-days = Số ngày làm việc quá hạn
late_list-minutes = Số phút làm việc quá hạn
late_list-letter = Gửi văn bản xin lỗi
late_list-note = { $open } hồ sơ đang giải quyết đã quá hạn, { $finished } hồ sơ giải quyết quá hạn. Thời gian quá hạn là thời gian làm việc, không tính lúc tạm dừng.
late_list-empty = Trong kỳ này không có hồ sơ nào quá hạn.
page-apology_list = Danh sách xin lỗi
reports-said_apology_list = Hồ sơ phải xin lỗi trong kỳ: văn bản gửi lúc nào, hồ sơ nào chưa xin lỗi và do ai.
apology_list-became_late = Quá hạn lúc
apology_list-sent = Gửi văn bản lúc
apology_list-by_due = Gửi trước hạn
apology_list-gap = Chưa gửi
apology_list-gap_unit = Đơn vị để sót
apology_list-gap_officer = Công chức để sót
apology_list-note = Phải xin lỗi { $late } hồ sơ, đã gửi { $sent } ({ $rate }, chỉ tiêu { $target }), trong đó gửi trước hạn { $by_due }; còn sót { $gaps }.
apology_list-empty = Trong kỳ này không có hồ sơ nào phải xin lỗi.
