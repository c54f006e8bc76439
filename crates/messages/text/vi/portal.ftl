# Cổng cho người dân: trang chủ, danh mục thủ tục, một thủ tục.

## Trang chủ

home-lead = Tìm thủ tục, xem cần giấy tờ gì, mất bao lâu, tốn bao nhiêu, và theo dõi hồ sơ đã nộp.
home-what = Ông/bà cần làm việc gì?
home-all_procedures = Xem tất cả { $n } thủ tục
home-filed = Đã nộp hồ sơ
home-track = Theo dõi hồ sơ
home-track_text = Cần mã hồ sơ và mã tra cứu ghi trên giấy hẹn, không cần tài khoản.
home-my = Hồ sơ của tôi
home-my_text = Nộp hồ sơ, bổ sung giấy tờ và xem hồ sơ đã nộp qua mạng. Đăng nhập bằng mã gửi tới điện thoại hoặc thư điện tử.
home-desk = Giờ làm việc của Bộ phận Một cửa
home-staff = Dành cho công chức:
home-sign_in = Đăng nhập
home-demonstration = Đây là bản dùng thử, chạy trên máy này; hồ sơ và người trong đó không có thật.

desk-days = { $first } đến { $last }
desk-closed = nghỉ
desk-open_now = Bây giờ đang mở cửa.
desk-opens = Bây giờ đang đóng cửa, mở lại lúc { $at }.
desk-illustrative = Giờ làm việc này chỉ để tham khảo.

## Danh mục

catalogue-search = Tìm thủ tục
catalogue-find = Tìm
catalogue-hint = Gõ vài chữ như “khai sinh”, “sang tên sổ đỏ”, hoặc mã thủ tục. Không cần dấu, gõ nhầm một chữ cái vẫn tìm được.
catalogue-lead = Cơ quan đang giải quyết { $n } thủ tục. Hãy tìm theo tên, hoặc chọn việc cần làm.
catalogue-heading = Kết quả tìm “{ $asked }”
catalogue-heading_within = Kết quả tìm “{ $asked }” trong “{ $within }”
catalogue-all_heading = Tất cả thủ tục
catalogue-found = { $n } thủ tục
catalogue-count = { $n } thủ tục
catalogue-none = Không có thủ tục nào khớp hết các chữ đã gõ.
catalogue-nothing = Không tìm thấy thủ tục nào. Hãy thử ít chữ hơn, hoặc chọn việc cần làm dưới đây.
catalogue-partly = Khớp một phần
catalogue-elsewhere = “{ $said }”: mời ông/bà đến { $place }.
catalogue-near = Có thể ông/bà muốn tìm
catalogue-narrow = Thu hẹp theo lĩnh vực:
catalogue-by_event = Ông/bà đang có việc gì?
catalogue-by_field = Theo lĩnh vực
catalogue-all = Xem tất cả thủ tục
catalogue-page = Trang { $page } trên { $pages }
catalogue-before = Trang trước
catalogue-after = Trang sau

online-none = Nộp tại quầy
online-partial = Nộp trực tuyến, nhận kết quả tại quầy
online-full = Trực tuyến toàn trình
online-portal = Nộp tại quầy hoặc trên Cổng Dịch vụ công quốc gia

## Một thủ tục

procedure-code = Mã thủ tục
procedure-illustrative = Thông tin tham khảo, chưa phải bản cơ quan công bố.
procedure-not_now = Hôm nay thủ tục này không có hiệu lực, nên cơ quan không nhận hồ sơ.
procedure-duration = Thời hạn giải quyết
procedure-and_cases = { $duration }; có trường hợp khác, xem bên dưới
procedure-cost = Phí, lệ phí
procedure-no_fees = Chưa có thông tin về mức thu
procedure-see_fees = Nhiều khoản, xem bên dưới
procedure-applicants = Ai được nộp
procedure-unit = Đơn vị chịu trách nhiệm
procedure-online = Cách nộp
procedure-result = Kết quả nhận được
procedure-file = Nộp hồ sơ trực tuyến
procedure-contents = Trong trang này
procedure-papers = Cần chuẩn bị
procedure-no_papers = Chưa có thông tin về giấy tờ của thủ tục này; mời ông/bà hỏi Bộ phận Một cửa.
procedure-required = Bắt buộc
procedure-optional = Chỉ khi thuộc trường hợp đó
procedure-forms = Mẫu đơn
procedure-no_forms = Ở đây chưa có mẫu đơn để tải về; mời ông/bà nhận mẫu tại Bộ phận Một cửa.
procedure-forms_there = Bản công bố của thủ tục:
procedure-source = trang Cổng Dịch vụ công quốc gia
procedure-where = Nộp ở đâu
procedure-online_none = Thủ tục này chưa nộp qua mạng được.
procedure-online_partial = Nộp hồ sơ qua mạng; ông/bà đến Bộ phận Một cửa đối chiếu bản chính và nhận kết quả.
procedure-online_elsewhere = Cơ quan này nhận hồ sơ nộp qua mạng từ Cổng Dịch vụ công quốc gia.
procedure-online_portal = Nộp trên Cổng Dịch vụ công quốc gia (dichvucong.gov.vn) hoặc tại quầy; nguồn công bố không nêu phần nào phải đến trực tiếp.
procedure-online_full = Làm được toàn bộ qua mạng.
procedure-at_desk = Nộp tại quầy:
procedure-fees = Phí, lệ phí
procedure-no_fees_text = Nguồn công bố chưa nêu phí, lệ phí của thủ tục này. Ông/bà hỏi bộ phận tiếp nhận trước khi nộp; cơ quan chỉ thu khoản có quy định và có biên lai.
procedure-reliefs = Miễn, giảm
procedure-best_relief = Nếu thuộc nhiều diện, ông/bà được áp dụng diện có lợi nhất.
procedure-by_channel = khi nộp { $channels }
procedure-remote = địa bàn vùng sâu, vùng xa
procedure-not_remote = địa bàn còn lại
procedure-longer = thêm { $by }
procedure-time = Mất bao lâu
procedure-example = Ví dụ, nếu hồ sơ được tiếp nhận lúc { $at }:
procedure-every_case = Mọi trường hợp
procedure-other_cases = Các trường hợp còn lại
procedure-due = Hạn trả kết quả:
procedure-really = Thực tế
procedure-usual = Trong { $n ->
    [0] các
   *[other] { $n }
  } hồ sơ đã xong từ { $from } đến nay, không kể lúc tạm dừng chờ bổ sung hoặc chờ cơ quan khác:
procedure-by_law = Thời hạn theo quy định
procedure-working_days = { $days } ngày làm việc
procedure-at_once = ngay tại quầy
procedure-too_few = Trong bốn quý gần đây có dưới 10 hồ sơ đã xong, chưa đủ để nói thực tế mất bao lâu.
procedure-figures = Xem số liệu của thủ tục này
procedure-steps = Ai giải quyết
procedure-one_act = Bộ phận Một cửa giải quyết và trả kết quả ngay khi tiếp nhận, ông/bà chỉ đến một lần.
procedure-steps_hint = Sau khi được tiếp nhận, hồ sơ lần lượt qua các bước sau, mỗi bước có thời gian tối đa.
procedure-basis = Căn cứ pháp lý
procedure-no_basis = Chưa có thông tin về căn cứ pháp lý.
procedure-from = Áp dụng từ
procedure-to = Áp dụng đến
procedure-unverified = Chưa kiểm chứng
procedure-unverified_value = { $value } (chưa kiểm chứng)
unverified-effective_from = Ngày bắt đầu áp dụng: nguồn công bố không ghi; lấy ngày bắt đầu chính quyền địa phương hai cấp.
unverified-duration = Thời hạn giải quyết: nguồn công bố không ghi thời hạn chung của thủ tục. Thời hạn trên trang này chỉ để tính tạm, cơ quan phải nhập thời hạn theo quy định.
unverified-duration_unit = Thời hạn giải quyết: nguồn công bố ghi con số mà không ghi đơn vị; đơn vị trên trang này là cách hiểu.
unverified-fees = Phí, lệ phí: nguồn công bố ghi “Miễn phí” theo mặc định mà không kèm căn cứ, hoặc không ghi gì; mức thu chưa được nhập.
unverified-online_level = Nộp trực tuyến: nguồn công bố có cách nộp này mà không ghi mức độ.
unverified-papers = Giấy tờ: rút gọn từ nguồn công bố; số bản, và giấy tờ nào bắt buộc, chưa đối chiếu với văn bản.
unverified-steps = Các bước giải quyết và thời gian từng bước: minh họa, cơ quan nhập quy trình của mình.
procedure-decision = Quyết định công bố

paper-originals = { $n } bản chính
paper-certified = { $n } bản sao có chứng thực
paper-copies = { $n } bản sao

applicant-individual = cá nhân
applicant-household = hộ gia đình, cộng đồng dân cư
applicant-organization = tổ chức, doanh nghiệp
applicant-overseas = người Việt Nam ở nước ngoài, người nước ngoài

fee-fee = Phí
fee-charge = Lệ phí
fee-named = { $kind }: { $name }
fee-by_resolution = Theo nghị quyết của Hội đồng nhân dân; chỉ thu khi mức thu đã được công bố
fee-nothing = Không thu
fee-amount = { $amount } đồng
fee-amount_per = { $amount } đồng mỗi { $per }
fee-first = { $amount } đồng mỗi { $per } cho { $last } { $per } đầu
fee-between = { $amount } đồng mỗi { $per } từ { $per } thứ { $from } đến { $per } thứ { $last }
fee-from = { $amount } đồng mỗi { $per } từ { $per } thứ { $from }
fee-at_most = , không quá { $amount } đồng
fee-at_most_copy = , không quá { $amount } đồng mỗi bản
fee-basis = Căn cứ:
fee-resolution = { $basis }; { $resolution }
fee-unknown_case = Thủ tục không có trường hợp “{ $name }”
fee-unknown_relief = Thủ tục không có diện miễn, giảm “{ $name }”
fee-relief_not_given = Diện miễn, giảm “{ $name }” không áp dụng vào ngày này, theo kênh nộp hoặc trường hợp này
fee-count = Số { $name } phải từ 1 trở lên
fee-too_much = Số tiền quá lớn, không tính được; hãy kiểm tra lại số lượng
fee-unknown_procedure = Không có thủ tục “{ $name }”
fee-not_in_force = Thủ tục { $name } không có hiệu lực vào ngày { $day }
fee-versions = hiệu lực: { $periods }

relief-all = miễn
relief-part = giảm { $percent } %
relief-amount = giảm { $amount } đồng
relief-channels = khi nộp: { $channels }
relief-from = từ { $day }
relief-to = đến hết { $day }
relief-claim = điều kiện: { $claim }

per-dossier = hồ sơ
per-page = trang
per-copy = bản
per-parcel = thửa
per-month = tháng
per-giao_dich = giao dịch
per-truong_hop = trường hợp
per-van_ban = văn bản
per-di_chuc = di chúc
