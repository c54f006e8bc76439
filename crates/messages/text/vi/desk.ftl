# Bộ phận Một cửa: tiếp nhận, từ chối, hướng dẫn, bàn giao, trả kết quả, giấy hẹn.
