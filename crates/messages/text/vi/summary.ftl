# Báo cáo tổng hợp của kỳ. Mỗi số là một biến, kèm danh từ của nó (“3.839 hồ sơ”).

page-summary = Báo cáo tổng hợp
summary-title = Báo cáo tổng hợp kết quả giải quyết thủ tục hành chính
summary-n_dossiers = { $n } hồ sơ
summary-n_procedures = { $n } thủ tục
summary-empty = Chưa có số liệu công khai cho kỳ này.
summary-to = Báo cáo tổng hợp của kỳ này
summary-print_hint = Mỗi số trong báo cáo mở ra danh sách hồ sơ làm nên số đó.

## Các phần

summary-section_scope = Phạm vi
summary-section_received = Tiếp nhận
summary-section_results = Kết quả giải quyết
summary-section_earlier = So với các kỳ trước
summary-section_months = Theo tháng tiếp nhận
summary-section_fields = Theo lĩnh vực
summary-section_procedures = Theo thủ tục
summary-section_units = Theo đơn vị
summary-section_lateness = Quá hạn ở đâu
summary-section_signs = Độ tin cậy của tỷ lệ trước hạn và đúng hạn
summary-section_letters = { letter-capital }
summary-section_online = Dịch vụ công trực tuyến và công khai thủ tục
summary-section_basis = Căn cứ và cách tính

## Phạm vi

summary-scope = { $agency } báo cáo kết quả giải quyết hồ sơ từ ngày { $from } đến ngày { $to }.
summary-only_unit = Đơn vị: { $name }
summary-only_field = Lĩnh vực: { $name }
summary-only_procedure = Thủ tục: { $name }
summary-only_officer = Công chức: { $name }
summary-only_channel = Kênh nộp: { $name }
summary-only_ward = Phường: { $name }
summary-only_month = Tháng tiếp nhận: { $name }

## Tiếp nhận

summary-received = Trong kỳ đã tiếp nhận { $received }.
summary-none_received = Trong kỳ không tiếp nhận hồ sơ nào.
summary-channels = Trong đó nộp trực tuyến { $online } ({ $online_rate }), nộp tại Bộ phận Một cửa { $counter } ({ $counter_rate }), qua bưu chính { $post } ({ $post_rate }).
summary-channel = { $name }: { $received } ({ $rate })
summary-flow = Tính cả { $carried_over } từ kỳ trước chuyển qua, phải giải quyết { $received }, đã giải quyết { $finished }, đạt { $rate }.
summary-flow_in_time = Trong số đã giải quyết này có { $in_time } trước hạn và đúng hạn, đạt { $rate }.

## Kết quả, tính trên hồ sơ tiếp nhận trong kỳ

summary-finished = Trong số hồ sơ tiếp nhận trong kỳ, đã giải quyết { $finished }, đạt { $rate }.
summary-none_finished = Đến cuối kỳ chưa giải quyết xong hồ sơ nào trong số tiếp nhận.
summary-in_time = Giải quyết trước hạn và đúng hạn { $in_time }, đạt { $rate } số đã giải quyết (khoảng tin cậy 95 %: từ { $low } đến { $high }).
summary-early = Cụ thể: trước hạn { $early } ({ $early_rate }), đúng hạn { $on_the_day } ({ $on_the_day_rate }).
summary-late = Giải quyết quá hạn { $late }, chiếm { $rate } số đã giải quyết.
summary-none_late = Không có hồ sơ nào giải quyết quá hạn.
summary-without_one_act = Không tính thủ tục giải quyết ngay (chứng thực, cấp bản sao): { $in_time } trong { $finished } đã giải quyết là trước hạn và đúng hạn, đạt { $rate }.
summary-open_within_due = Đang giải quyết trong hạn { $n }, chiếm { $rate } tổng số hồ sơ tiếp nhận.
summary-open_paused = Trong đó đang tạm dừng tính thời gian { $n } ({ $rate }).
summary-open_past_due = Đang giải quyết đã quá hạn { $n }, chiếm { $rate } tổng số hồ sơ tiếp nhận.
summary-none_open = Không còn hồ sơ nào đang giải quyết.
summary-none_past_due = Không có hồ sơ đang giải quyết nào quá hạn.
summary-withdrawn = Người nộp rút hoặc đóng do quá thời hạn bổ sung { $n } ({ $rate }); các hồ sơ này không tính là đúng hạn hay quá hạn.
summary-mostly_open = Phần lớn hồ sơ của kỳ còn đang giải quyết ({ $open }), nên chưa đánh giá kỳ này.

## So với các kỳ trước

summary-before = So với kỳ liền trước, từ { $from } đến { $to }: tiếp nhận { $received }, kỳ đó { $then }.
summary-year_before = So với cùng kỳ năm trước, từ { $from } đến { $to }: tiếp nhận { $received }, kỳ đó { $then }.
summary-before_open = Kỳ đó phần lớn hồ sơ còn đang giải quyết khi hết kỳ ({ $open }), nên không so sánh tỷ lệ.
summary-before_withheld = Các kỳ trước không gồm trọn tháng nên không được công bố riêng; muốn so sánh, chọn kỳ là tháng, quý hoặc năm.
summary-none_before = Chưa có số liệu các kỳ trước để so sánh.
summary-finished_up = Tỷ lệ giải quyết tăng { $points } điểm phần trăm, từ { $then_rate } lên { $rate } (khoảng tin cậy 95 %: từ { $low } đến { $high }).
summary-finished_down = Tỷ lệ giải quyết giảm { $points } điểm phần trăm, từ { $then_rate } xuống { $rate } (khoảng tin cậy 95 %: từ { $low } đến { $high }).
summary-finished_same = Tỷ lệ giải quyết là { $rate }, kỳ đó { $then_rate }; chênh lệch { $points } điểm phần trăm (khoảng tin cậy 95 %: từ { $low } đến { $high }), không đủ căn cứ để nói là khác.
summary-in_time_up = Tỷ lệ trước hạn và đúng hạn tăng { $points } điểm phần trăm, từ { $then_rate } lên { $rate } (khoảng tin cậy 95 %: từ { $low } đến { $high }).
summary-in_time_down = Tỷ lệ trước hạn và đúng hạn giảm { $points } điểm phần trăm, từ { $then_rate } xuống { $rate } (khoảng tin cậy 95 %: từ { $low } đến { $high }).
summary-in_time_same = Tỷ lệ trước hạn và đúng hạn là { $rate }, kỳ đó { $then_rate }; chênh lệch { $points } điểm phần trăm (khoảng tin cậy 95 %: từ { $low } đến { $high }), không đủ căn cứ để nói là khác.
summary-months = Tỷ lệ trước hạn và đúng hạn thấp nhất ở tháng { $lowest } ({ $lowest_rate }), cao nhất ở tháng { $highest } ({ $highest_rate }).
summary-months_level = Tỷ lệ trước hạn và đúng hạn các tháng như nhau: tháng { $lowest } { $lowest_rate }, tháng { $highest } { $highest_rate }.
summary-month_open = Tháng { $name }: { $open } trong { $received } còn đang giải quyết, chưa đánh giá

## Theo lĩnh vực, thủ tục, đơn vị

summary-largest = Nhiều nhất là { $name }: { $received }, chiếm { $rate } tổng số hồ sơ tiếp nhận.
summary-worst = Trong các nhóm dưới đây đã giải quyết từ 10 hồ sơ và ít nhất một nửa số tiếp nhận, tỷ lệ trước hạn và đúng hạn thấp nhất là { $name }: { $rate }, với { $late } quá hạn trong { $finished } đã giải quyết.
summary-row = { $name }: tiếp nhận { $received }, đã giải quyết { $finished }, trước hạn và đúng hạn { $in_time } ({ $rate }), quá hạn { $late }
summary-row_open = { $name }: tiếp nhận { $received }, chưa giải quyết xong hồ sơ nào

## Quá hạn ở đâu

summary-lateness = Các hồ sơ đã giải quyết quá hạn tổng cộng { $minutes }; nhiều nhất ở bước “{ $step }”: { $most }.
summary-late_unit = { $name }: { $minutes }
summary-late_officer = { $name }: { $minutes }

## Dấu hiệu

summary-sign = { $figure }: { $n }, { $rate } số tiếp nhận
summary-sign_of_finished = { $figure }: { $n }, { $rate } số đã giải quyết
summary-sign_of_refused = { $figure }: { $n }, { $rate } số bị từ chối tiếp nhận
summary-sign_up = { $figure }: cao hơn kỳ liền trước { $points } điểm phần trăm (kỳ đó { $then_rate }; khoảng tin cậy 95 %: từ { $low } đến { $high }), cần xem danh sách
summary-sign_unit = { $figure }: { $name } có { $n } trong { $of } ({ $rate }), cao hơn hẳn các đơn vị khác, cần xem danh sách
summary-no_signs = Không có dấu hiệu nào làm sai lệch tỷ lệ.

## Phiếu xin lỗi

summary-letters = Trong kỳ có { $became_late } quá hạn khi chưa có kết quả. Đã gửi { letter } cho { $letter_sent }, đạt { $rate } (chỉ tiêu 100 %), trong đó gửi trước khi quá hạn { $sent_by_due }.
summary-letters_all = Trong kỳ có { $became_late } quá hạn khi chưa có kết quả. Đã gửi { letter } cho tất cả { $letter_sent }, đạt { $rate } (chỉ tiêu 100 %), trong đó gửi trước khi quá hạn { $sent_by_due }.
summary-no_letters = Trong kỳ không có hồ sơ nào quá hạn khi chưa có kết quả, nên không phải gửi { letter }.
summary-gaps = Còn { $gaps } chưa được gửi { letter }.
summary-gaps_unit = { $name }: chưa gửi cho { $gaps }

## Trực tuyến, công khai

summary-offered_partial = { $rules ->
    [ND61] Cơ quan cung cấp dịch vụ công trực tuyến một phần (mức độ 3) cho { $offered }.
   *[other] Cơ quan cung cấp dịch vụ công trực tuyến một phần cho { $offered }.
}
summary-offered_full = { $rules ->
    [ND61] Cơ quan cung cấp dịch vụ công trực tuyến toàn trình (mức độ 4) cho { $offered }.
   *[other] Cơ quan cung cấp dịch vụ công trực tuyến toàn trình cho { $offered }.
}
summary-published = Đã công khai { $published } cùng thành phần hồ sơ, quy trình và thời hạn giải quyết; { $with_fees } có phí hoặc lệ phí ghi rõ mức hoặc căn cứ thu.
summary-uptake = Ở các thủ tục cung cấp trực tuyến, người dân và tổ chức nộp trực tuyến { $online } trong { $received } tiếp nhận, đạt { $rate }.
summary-uptake_few = Ở các thủ tục cung cấp trực tuyến, người dân và tổ chức nộp trực tuyến { $online } trong { $received } tiếp nhận, đạt { $rate }; phần lớn vẫn nộp trực tiếp hoặc qua bưu chính.
summary-uptake_spread = Theo phường, tỷ lệ nộp trực tuyến cao nhất ở { $highest } ({ $highest_rate }), thấp nhất ở { $lowest } ({ $lowest_rate }).
summary-uptake_ward = { $name }: nộp trực tuyến { $online } trong { $received } ({ $rate })
summary-uptake_row = { $name }: nộp trực tuyến { $online } trong { $received } ({ $rate })

## Tổ tư vấn, thi đua

summary-section_advisers = Tổ tư vấn dịch vụ công trực tuyến
summary-section_campaigns = Phong trào thi đua
summary-n_sessions = { $n } buổi
summary-n_units = { $n } đơn vị
summary-advisers_total = Tổ tư vấn của quận, phường đã tư vấn { $sessions }.
summary-advisers = Các tổ tư vấn đã tư vấn { $sessions }: { $online } nộp được hồ sơ trực tuyến, { $desk } nộp tại quầy, { $advised } chỉ tư vấn.
summary-advisers_team = { $name }: { $sessions }
summary-campaign = { $name }, từ { $from } đến { $to }: { $reached } trên { $ranked } hoàn thành chỉ tiêu, đạt { $share }.
summary-campaign_running = { $name }, từ { $from } đến { $to }, đang diễn ra: đến nay { $reached } trên { $ranked } đạt chỉ tiêu ({ $share }).
summary-campaign_compared = { $indicator }: từ { $then_rate } ở kỳ gốc đến { $rate }, chênh lệch { $points } điểm phần trăm (khoảng tin cậy 95 %: { $low } đến { $high })
summary-campaign_other_scope = { $indicator }: từ { $then_rate } ở kỳ gốc, vốn có phạm vi khác, đến { $rate }, chênh lệch { $points } điểm phần trăm (khoảng tin cậy 95 %: { $low } đến { $high })
summary-campaign_same = { $indicator }: { $then_rate } ở kỳ gốc, rồi { $rate }; chênh lệch { $points } điểm phần trăm (khoảng tin cậy 95 %: { $low } đến { $high }) chưa đủ để nói là khác nhau
summary-campaign_like_for_like = { $indicator }, cùng phạm vi: từ { $then_rate } đến { $rate }, chênh lệch { $points } điểm phần trăm (khoảng tin cậy 95 %: { $low } đến { $high })
summary-campaign_left_out = { $name }: chưa có gì để tính nên không xếp hạng
summary-commended = Tặng giấy khen cho { $n }.
summary-commended_unit_alone = { $name }
summary-commended_unit = { $name }: { $score } điểm

## Kiểm tra, công bố

summary-section_inspections = Kiểm tra việc giải quyết thủ tục hành chính
summary-section_published = Báo cáo đã công bố
summary-n_visits = { $n } cuộc kiểm tra
summary-n_findings = { $n } kiến nghị
summary-n_reports = { $n } báo cáo
summary-n_readers = { $n } lượt mở
summary-no_visits = Trong kỳ không có cuộc kiểm tra nào.
summary-visits = Trong kỳ đã tiến hành { $visits }.
summary-no_findings = Không cuộc nào có kiến nghị.
summary-findings = Có { $found }; đơn vị đã báo khắc phục { $followed_up }, trong đó { $in_time } đúng hạn; đã kết thúc { $closed }.
summary-published_reports = Đã công bố { $n } để mọi người xem.
summary-published_month = Số liệu tháng { $name }: { $readers }
summary-published_month_past = Số liệu tháng { $name }
summary-published_campaign = { $name }: { $readers }
summary-published_campaign_past = { $name }

## Căn cứ

summary-basis = { $definition }
summary-law_2018 = Căn cứ Nghị định 61/2018/NĐ-CP và Thông tư 01/2018/TT-VPCP.
summary-law_2025 = Căn cứ Nghị định 118/2025/NĐ-CP và Thông tư 03/2025/TT-VPCP.
summary-as_of = Số liệu theo dữ liệu cập nhật đến { $at }; định nghĩa phiên bản { $version }.
