"""General work in two or more syllables, beside what `fields.py` has field by field; phrases parted by `|`.

No unit's name (`hậu cần`), nothing that tells what somebody said or thinks (`phản ánh`, `nhận định`).
"""

DEEDS = """
    ngâm cứu | lên khung | lên dự toán | lên kịch bản | lên bài | lên tin | lên luống | nắn lại | nắn chỉnh | nắn dòng
    | bóc tách | bóc thư | bóc dỡ | bóc niêm phong | ứng tiền | ứng kinh phí | túc trực | trực chốt | trực gác | trực
    cổng | trực điện thoại | tiêu độc | tiêu trùng | luân phiên | thuyên chuyển | điều tiết | điều xe | điều quân |
    điều máy | điều máy xúc | rút hồ sơ | rút đơn | rút vốn | rút quân | phụ đạo | phụ việc | giám định | sao kê | sao
    in | sao trích | tất toán | thanh lọc | đối trừ | đối khớp | đối sánh | bù trừ | bù giá | bù lỗ | bù đắp | bù tiết
    | bù giờ | cơ cấu | cơ cấu lại | tinh gọn | tinh lọc | tinh chỉnh | phục dựng | phục chế | phục hồi | phục tráng |
    áp giá | áp tải | áp mã | áp thuế | áp đơn giá | sang tên | sang sổ | sang bản | tạm giữ | tạm cấp | tạm chi | tạm
    trích | thông tắc | thông luồng | thông mương | thông nòng | thông kênh | vào điểm | vào số | vào hồ sơ | vào danh
    sách | vào phần mềm | vào mạng | chuyển phát | chuyển phát nhanh | chuyển ngữ | chuyển khoản | chuyển ngạch |
    chuyển xếp | chuyển tải | chuyển kho | chuyển vật tư | cắt đặt | cắt cỏ | cắt băng | úp mái | lợp mái | lợp ngói |
    đảo ngói | trộn hồ | trộn bê tông | nhổ cỏ | nhổ cây | nhổ mạ | vớt rác | vớt củi | sục bùn | sục rửa | sục khí |
    be bờ | đắp bờ | đốn hạ | đốn cây | cưa cây | lùa trâu | lùa bò | lục lại | lục tìm | lục kho | truy lĩnh | truy
    tố | truy cứu | truy tặng | truy bắt | truy tìm | thu nhận | thu nhặt | thu vén | thu âm | thu hình | thu lệ phí |
    khoán việc | khoán chi | khoán gọn | giải thể | giải tán | giải mã | giải phóng | giải cứu | giải trừ | giảng giải
    | giảng bài | giảng dạy | dạy học | dạy nghề | dạy bù | dạy thay | dạy kèm | bồi hoàn | bồi trúc | bồi đắp | hoàn
    công | hoàn thổ | hoàn phí | bảo tồn | bảo lãnh | bảo lưu | kiểm nghiệm | kiểm phiếu | kiểm chứng | kiểm thử |
    kiểm hóa | khảo nghiệm | khảo giá | khảo cứu | thử tải | thử máy | thử nước | chẩn đoán | chẩn trị | hội ý | khử
    phèn | khử mùi | tẩy uế | tẩy trùng | tẩy giun | khoanh nuôi | khoanh nợ | khoanh định | phong tỏa | phong tặng |
    niêm cất | giãn nợ | giãn dân | giãn tiến độ | sơ cứu | sơ khảo | sơ loại | sơ chế | chế biến | chế tạo | chế tác
    | gia công | lắp ráp | lắp ghép | tháo lắp | chống nóng | chống thấm | chống dột | chống sạt lở | chèn chống | neo
    đậu | neo buộc | neo thuyền | kéo thuyền | lai dắt | kéo cờ | hạ cờ | hạ tải | hạ mực nước | hạ cây | tuần rừng |
    tuần kênh | canh phòng | canh giữ | canh đê | canh coi | trông coi | trông trẻ | trông nom | coi giữ | coi kho |
    chăm bón | chăm nuôi | săn sóc | nuôi dưỡng | nuôi cấy | nuôi nhốt | nhân giống | nhân nuôi | giâm cành | ghép
    cành | bón phân | tưới tiêu | tưới nước | lấy nước | lấy lời khai | lấy máu | lấy số | lấy báo giá | lấy hàng |
    gọi dân | gọi thầu | gọi vốn | gọi họp | mở thầu | mở rộng | mở niêm phong | mở đợt | mở chiến dịch | đóng gói |
    đóng thùng | đóng sổ | chấm giải | xét thầu | đấu mối | phản biện | phúc khảo | tái lập | tái bản | tái tạo | tái
    cấu trúc | tái thẩm định | tái kiểm tra | tái đàn | tái sử dụng | khai trương | khai mạc | khai quật | khai thông
    | khai hoang | khởi tạo | khởi kiện | khởi tố | động thổ | trang bị | tiếp quản | tiếp tế | tiếp âm | tiếp sóng |
    phát lương | phát thưởng | phát quà | phát bằng | ghi âm | ghi chỉ số | ghi sổ | ghi danh | biên dịch | biên phiên
    dịch | phỏng vấn | thuyết trình | diễn thử | tập dượt | tập kết | thao diễn | hành quân | trinh sát | mật phục |
    đột kích | vây bắt | vây ráp | bắt chó | dẫn giải | áp giải | hộ tống | giữ chốt | giữ kho | dẹp vỉa hè | dẹp chợ
    | dẹp hàng rong | giải tán đám đông | phân lô | phân ca | phân phối | phân giới | phân lớp | phân vạch | phân hạng
    | cắm tiêu | cắm cọc | trích xuất | trích nộp | trích lập | trích khấu hao | trích quỹ | trích tiền | đo mưa | đo
    thân nhiệt | định danh | định hướng | định canh | lượng giá | lượng hóa | dự trữ | dự giờ | dự lễ | dự tiệc | thay
    mặt dự | thăm dò | thăm nom | thăm khám | thăm đồng | thăm mộ | phúng viếng | viếng thăm | viếng nghĩa trang |
    thắp hương | dâng hương | dâng hoa | tưởng niệm | tri ân | tôn vinh | tuyên dương | truyền dạy | truyền tải | lồng
    ghép | lồng tiếng | minh họa | mã hóa | hóa giá | hóa nghiệm | cứng hóa | bê tông hóa | xã hội hóa | hợp thức hóa
    | hợp nhất | hợp lý hóa | chia tách | tách hộ | tách thửa | tách sổ | nhập hộ | nhập kho | nhập trại | xuất kho |
    xuất quỹ | xuất bản | xuất khẩu | trả bài | trả phòng | trả nợ | giao hàng | giao giống | giao rừng | giao thầu |
    giao khoán | nhận bưu phẩm | nhận giống | nhận diện | đánh máy | đánh số | đánh dấu | đánh bắt | đánh luống | đánh
    bả | in sao | in màu | photocopy | đánh bóng | đóng bìa | đóng kệ | lau chùi | lau dọn | lau kính | quét dọn |
    quét sơn | sơn sửa | sơn kẻ | kẻ vẽ | kẻ bảng | giặt giũ | giặt rèm | nấu nướng | nấu cơm | nạo hút | xúc dọn |
    xúc bỏ | bơm hút | bơm tiêu | bơm vá | hút hầm | hút mùi | thau rửa | súc rửa | súc bồn | thay nước | thay dầu |
    thay pin | thay lốp | đổ rác | đổ mực | đổ đất | gom rác | gom hàng | chuyên chở | chở hàng | bốc vác | bốc xếp |
    bốc dỡ | bốc thuốc | bốc mộ | cất bốc | quy tập | quy đổi | quy trách nhiệm | quy chủ | xếp hàng | xếp kho | xếp
    lớp | sắp lễ | sắp đặt | sắm lễ | đặt tiệc | đặt bàn | đặt cọc | đặt tên | đặt biển | thuê mướn | thuê khoán |
    thuê máy | mượn hội trường | mượn phông | ký quỹ | ký nhận | ký sao | ký số | ký phiếu | trình diễn | trình làng |
    trình thẩm tra | làm cỏ | làm đất | làm giàn | làm lồng | làm cầu | làm hàng rào | làm mới | làm mẫu | làm sổ sách
    | làm sạch | làm biển | dựng lán | dựng trại | dựng lều | dựng cột | dựng nhà | dựng sân khấu | dựng phim | dựng
    chuồng | tổng vệ sinh | tổng duyệt | tổng kiểm tra | tổng kiểm kê | tóm tắt | tóm lược | lược dịch | lược ghi |
    lược bớt | rà mìn | rà kim loại | rà đường dây | dò mìn | dò tìm | dò mạch | dò sóng | bắt sóng | bắt vít | bắt
    đèn | mắc điện | mắc loa | mắc màn | kéo dây | kéo cáp | kéo lưới | thả phao | thả cá | thả giống | thả lưới | ươm
    giống | ươm cây | gieo sạ | gieo hạt | cấy dặm | trồng bù | trồng mới | tỉa thưa | tỉa cành | tỉa dặm | phạt hành
    chính | phạt vi phạm | nhắc việc | nhắc nợ | nhắc bài | đốc thúc | thúc tiến độ | thúc nợ | giục tiến độ | đôn các
    | đôn thúc | bám thôn | bám bản | bám chốt | bám hiện trường | nắm hộ | nắm dân | điểm quân | điểm tin | điểm báo
    | đọc điểm | đọc bản tin | đọc duyệt | soi xét | soi chiếu | soi lại | soi đèn | kê lại | kê dọn | kê biên | trưng
    dụng | trưng cầu | trưng mua | trục vớt | xóa nợ | xóa sổ | xóa nhà tạm | xóa mù | xóa tên | gạch tên | bổ khuyết
    | khiển trách | kỷ luật | thăng quân hàm | nâng ngạch | nâng bậc | nâng hạng | nâng nền | tôn nền | tôn cao |
    trùng tu | tu bổ | sửa sang | cải tạo | cải táng | cải chính | hiệu chuẩn | cân chỉnh | căn chỉnh | canh chỉnh |
    chỉnh đốn | cứu chữa | cứu đói | cứu hộ | cứu giúp | cứu xét | cứu tế | trợ cấp | trợ giúp | trợ giá | trợ giảng |
    tài trợ | chi viện | tăng ca | tăng gia | đẩy đuổi | đẩy tin | xua đuổi | xua chim | diệt chuột | diệt khuẩn |
    diệt lăng quăng | phun sương | phun khử | bắc cầu | bắc loa | bắc rạp | bắc thang | trám trét | trét kín | bịt kín
    | bịt cống | bít lỗ | che chắn | che bạt | che phủ | phủ bạt | phủ xanh | phủ sóng | căng bạt | căng dây | căng
    phông | giăng dây | giăng lưới | giăng băng rôn | rào giậu | rào kín | chốt chặn | chốt số | chốt sổ | chốt nhân
    sự | chốt phương án | khóa sổ | khóa van | khóa cổng | cài lại | cài máy | sạc pin | sạc đèn | tải lên | tải về |
    đăng bài | đăng cai | gỡ bài | gỡ bỏ | gỡ tin | gỡ rối | gỡ khó | gỡ băng | gỡ niêm phong | vá ổ gà | lấp hố | lấp
    ổ gà | san gạt | sang chiết | chiết cành | chiết xuất | chiết tính | tách chiết | bào chế | pha chế | pha thuốc |
    pha trà | pha loãng | hòa mạng | tham vấn | bình chọn | bầu chọn | hiệp thương | hiệp đồng | thương lượng | đàm
    phán | dàn xếp | dàn hàng | đón khách | đón đưa | đưa thư | đưa tiễn | tiễn đưa | hậu kiểm | tiền trạm | đi tiền
    trạm | đi thăm | đi đón | đi thu | đi vận động | đi cứu trợ | đi tuần | đi trực | đi địa bàn | đi hiện trường | ra
    hiện trường | ra chốt | xuống thôn | xuống xã | xuống tận nơi | xuống đồng | lên huyện nhận | sang làm việc | sang
    xã bạn | qua kiểm tra | qua nhận | qua lấy | về cơ sở | về thôn | về địa bàn | tống đạt | tống đạt giấy | triệt
    phá | triệt hạ | khám sàng lọc | khám sơ tuyển | chuyển viện | đăng kiểm | hủy tài liệu | tạo nhóm | lập nhóm |
    học cách | học cách dùng | khuyến cáo | nhắn nhóm | cảnh báo người dân | cảnh báo bà con | dẹp mấy | dẹp sòng |
    xin bổ sung kinh phí | hỏi lại sở | hỏi lại sở xem | hỏi kho bạc | xin ý kiến kho bạc | dựng chốt | dựng chốt kiểm
    dịch | dạy thay tiết | sao lục hồ sơ | vào sổ công văn | làm thủ tục mai táng phí | hỗ trợ mai táng phí | lưu mẫu
    | lưu mẫu thức ăn | lưu kho | xét nghiệm | xét nghiệm mẫu | xét nghiệm mẫu nước | xếp lại lịch | xếp lại thời khóa
    biểu | xếp lại danh sách | trợ giúp pháp lý | xem thế nào | coi thế nào | xem sao | coi sao | xem ra sao | coi ra
    sao | xem thế nào rồi báo | coi sao rồi báo | thông báo lịch | thông báo lịch trực | thông báo rộng rãi | thông
    báo công khai | thông báo trên loa | dừng ngay việc | dừng ngay thi công | dừng thi công | dừng khai thác | yêu
    cầu dừng | báo cáo lại tiến độ | báo cáo lại kết quả | báo cáo lại cụ thể | báo cáo lại vụ | báo cáo lại việc |
    báo cáo lại tình hình | báo cáo lại bằng văn bản | dập lửa | dập dịch | dập cháy | dập tắt | đập bỏ | ép cọc | gõ
    lại | gõ văn bản | lật lại hồ sơ | vạch kế hoạch | vạch tuyến | bịt miệng giếng | thử chuông | nhắn các | nhắn bà
    con | nhắn mấy | nhắn dân | nhắn trưởng thôn | nhắn phụ huynh | nhắn trên nhóm | hun trùng | nung vôi | gạch bỏ
    tên | nhồi bao cát | phủ kín | dâng lễ | giải quyết chế độ | nắm tình hình nhóm | bàn giao mốc | kiểm thảo tử vong
    | xin mở | xin cấp | xin bổ sung | xin hỗ trợ kinh phí | xin chủ trương | xin kinh phí | xin lịch | xin dấu | xin
    xác nhận | xin chữ ký
"""
