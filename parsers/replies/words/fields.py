"""Work as it is called field by field (health, farming, land, order, events, papers), phrases parted by `|`.

Only verbs that are no unit's name (`cấp cứu` and `công chứng` are) and no other word without its marks (`chi`, `tiễn`).
"""

FIELDS = """
    gia hạn chữ ký số | gia hạn chứng thư số | gia hạn giấy phép | gia hạn thẻ | gia hạn visa | gia hạn bảo hiểm |
    gia hạn tạm trú | gia hạn hộ chiếu | gia hạn phần mềm | gia hạn tên miền | gia hạn sử dụng đất | gia hạn hợp đồng |
    di chuyển | tôn tạo | trám | trám vá | bảo hành | thắp nến | khởi công đúng kế hoạch | nắm tình hình tư tưởng |
    lấy ý kiến các sở | lấy ý kiến các ngành | lấy ý kiến các sở ngành | lấy ý kiến các sở , ngành | dịch tài liệu |
    quét mã độc | giao quân | hỗ trợ mai táng phí | phối hợp điện lực | phối hợp ngân hàng | mở sổ theo dõi |
    treo cờ | treo cờ tổ quốc | trấn áp | trang hoàng | thương thảo | thương thảo hợp đồng | khám bệnh | làm chế độ |
    giải quyết chế độ nghỉ hưu | chuyển tuyến bệnh nhân | chuyển tuyến người bệnh | trả lại tiền | hoàn trả kinh phí |
    hoàn trả tiền | tham gia tố tụng | hòa giải mâu thuẫn | cảm ơn các nhà hảo tâm | xin visa | xin giấy phép |
    xin cấp phép | xin hộ chiếu | nâng lương trước thời hạn | chuyển hồ sơ sang | phạt nhà thầu | ra đề kiểm tra |
    kiểm thảo | bầu trưởng thôn | uống vitamin | thay khóa | đổ xăng | diệt mối | hút hầm cầu | đón đoàn chuyên gia |
    lấy ý kiến nhân dân | lấy ý kiến người dân | lấy ý kiến cộng đồng | lấy ý kiến cử tri | lấy ý kiến các hộ |
    lấy ý kiến đảng viên | lấy ý kiến cán bộ | lấy ý kiến rộng rãi | lấy ý kiến cộng đồng dân cư | xin ý kiến nhân dân |
    theo dõi sức khỏe | theo dõi diễn biến | theo dõi thời tiết | theo dõi mực nước | theo dõi dịch bệnh |
    theo dõi bệnh nhân | theo dõi thị trường | theo dõi thi đua | theo dõi công nợ | truy xuất | bốc thăm |
    chỉnh trang |     tinh giản | sao lưu | giữ nguyên hiện trạng |
    tự chấm điểm | tự đánh giá | tự kiểm tra | tự rà soát | tự chấm | tự xử lý | tự giải quyết | tự bố trí | tự
    liên hệ | tự thực hiện | tự tổ chức | tự cân đối | tự khắc phục | tự soạn | tự làm | tham gia ý kiến | tham
    gia góp ý | tham gia đóng góp ý kiến | tham gia hội thi | tham gia hội thao | tham gia giải | tham gia xây
    dựng | tham gia ủng hộ | tham gia đầy đủ | tham gia dự | tham gia kiểm tra | tham gia thẩm định | tham gia hội
    thảo | tham gia lễ | tham gia diễn tập | tham gia ký | đình chỉ thi công | đình chỉ công tác | đình chỉ hoạt
    động | tạm dừng thi công | ngừng thi công | ngừng cấp điện | từ chối tiếp nhận | bác đơn | thu hồi giấy | thu
    hồi giấy phép | rút giấy phép | hủy kết quả | hủy bỏ kết quả | cấm đường | chặn đường | rào chắn | tiêm phòng
    | tiêm nhắc | tiếp công dân | cấp thẻ | cấp gạo | cấp tiền | cấp phát gạo | cấp giấy chứng nhận | cấp giấy
    phép | cấp mã | cấp bản sao | cấp lại | cấp mới | thu tiền | thu quỹ | thu gom phế thải | thu dọn | thu thuế
    đất | đề nghị khen thưởng | khen thưởng | biểu dương | nhắc nhở phê bình | thi hành kỷ luật | tạm đình chỉ |
    cách chức | miễn nhiệm | bãi nhiệm | phê chuẩn | bầu bổ sung | kết nạp | phân loại rác | tái chế | chôn lấp |
    xử lý rác | hút bùn | thông cống | thay bóng đèn | thay thế | thay mới | thay biển | lắp biển | lắp camera |
    lắp đặt camera | lắp đặt biển báo | dựng biển | quét vôi | lát vỉa hè | lát gạch | trải nhựa | thảm nhựa | đổ
    bê tông | san nền | đào mương | khoan giếng | kéo điện | kéo đường dây | đấu nối | cắt điện | xả nước | tích
    nước | đóng cửa | mở cửa | mở khóa | trông xe | giữ xe | đỗ xe | thuê xe | thuê phòng | thuê tư vấn | ký hợp
    đồng tư vấn | chấm dứt | ký kết | ký cam kết với | ghi hình lại | phát sóng | phát thanh | phát lại | phát
    biểu | phát biểu thay | đọc diễn văn | đọc báo cáo | đọc thư | báo cáo tham luận | viết tham luận | làm tham
    luận | chuẩn bị tham luận | chuẩn bị ý kiến | chuẩn bị phát biểu | nghiên cứu tài liệu | nghiên cứu văn bản |
    nghiên cứu nội dung | nghiên cứu hồ sơ | trình chiếu | tiễn đoàn | đưa đoàn | dẫn đoàn | hướng dẫn đoàn | tiếp
    đón đoàn | tiếp nhận hồ sơ | tiếp nhận đơn | tiếp nhận thông tin | tiếp nhận phản ánh | giải quyết phản ánh |
    trả lời phản ánh | hiến kế | hiến đất | vận động dân | vận động hiến đất | vận động quyên góp | quyên góp |
    quyên góp ủng hộ | kêu gọi | kêu gọi ủng hộ | kêu gọi đầu tư | mời gọi | thu hút đầu tư | xúc tiến | xúc tiến
    đầu tư | quảng bá | giới thiệu sản phẩm | trưng bày | triển lãm | tọa đàm | gặp gỡ | gặp mặt | họp mặt | họp
    dân | họp bàn | họp báo | họp xét | họp tổ | họp nhóm | họp đánh giá | họp triển khai | họp tổng kết | họp phụ
    huynh | sinh hoạt | sinh hoạt chuyên đề | tổ chức sinh hoạt | tổ chức giao lưu | biểu diễn | tập văn nghệ | tổ
    chức văn nghệ | diễu hành | mít tinh | cổ động | treo băng rôn | treo khẩu hiệu | cắm cờ | in băng rôn | in
    pano | in giấy khen | in giấy mời | in danh sách | in báo cáo | in hồ sơ | in biểu mẫu | phát biểu mẫu | phát
    phiếu khảo sát | thu thập số liệu | thu thập thông tin | thu thập ý kiến | thu thập chứng cứ | xác minh thông
    tin | xác minh danh tính | xác minh nguồn gốc | xác minh nội dung | xác nhận nguồn gốc | xác nhận thông tin |
    xác nhận đơn | xác nhận danh sách | xác định | xác định rõ | xác định nguyên nhân | xác định ranh giới | xác
    định giá | xác định giá đất | xác định đối tượng | xác lập | phân định | phân giao | phân vai | phân nhóm |
    phân tuyến | phân luồng giao thông | phân cấp | phân quyền | ủy quyền | chấm bài | chấm thi | coi thi | ra đề
    | ra đề thi | tổ chức thi | tổ chức kiểm tra | tổ chức thực hiện | tổ chức triển khai | tổ chức lớp | tổ chức
    tập huấn | tổ chức tuyên truyền | tổ chức vận động | tổ chức đối thoại | tổ chức bàn giao | tổ chức kiểm kê |
    tổ chức lấy ý kiến | tổ chức quyên góp | tổ chức ra quân | tổ chức thăm | tổ chức đón | tổ chức lực lượng | tổ
    chức trực | kiểm soát chặt | siết chặt | thắt chặt | nâng cao | nâng cao chất lượng | cải thiện | cải thiện
    chỉ số | cải tiến | đơn giản hóa | cắt giảm | rút gọn | tăng thu | tiết kiệm chi | tiết giảm | chống thất thu
    | chống lãng phí | phòng bệnh | phòng dịch | phòng chống dịch | phòng cháy | chữa cháy | ứng cứu | cứu nạn |
    tìm kiếm cứu nạn | khắc phục hậu quả | khắc phục sự cố | khắc phục lỗi | sửa lỗi | vá lỗi | khắc phục tồn tại
    | khắc phục hạn chế | xử lý tồn tại | xử lý sự cố | xử lý hậu quả | xử lý nợ | thu nợ | xử lý tài sản | bán
    đấu giá | đấu giá | định giá tài sản | thanh lý tài sản | kiểm kê tài sản | kiểm kê đất đai | quản lý tài sản
    | quản lý đất | quản lý địa bàn | quản lý hồ sơ | lưu trữ hồ sơ | chỉnh lý hồ sơ | số hóa hồ sơ | nhập dữ liệu
    | cập nhật dữ liệu | làm sạch dữ liệu | chuẩn hóa dữ liệu | đồng bộ dữ liệu | đồng bộ | tích hợp | kết nối dữ
    liệu | khai thác dữ liệu | sử dụng hiệu quả | đưa vào sử dụng | bàn giao đưa vào sử dụng | vận hành thử | chạy
    thử | thử nghiệm | thí điểm | triển khai thí điểm | nhân rộng | nhân rộng mô hình | xây dựng mô hình | xây
    dựng phương án | xây dựng đề án | xây dựng dự thảo | xây dựng báo cáo | xây dựng dự toán | xây dựng quy chế |
    xây dựng lịch | xây dựng chương trình | xây dựng nghị quyết | xây dựng tờ trình | xây dựng văn bản | xây dựng
    kịch bản | lập kế hoạch kiểm tra | lập đề án | lập phương án | lập báo cáo | lập tờ trình | lập bảng | lập
    bảng kê | lập biểu | lập sổ | lập dự án đầu tư | lập chủ trương | lập quy hoạch | lập bản đồ | lập bản vẽ | vẽ
    sơ đồ | vẽ bản đồ | thiết kế | thiết kế lại | thẩm tra dự toán | thẩm tra quyết toán | thẩm định giá đất |
    thẩm định dự toán | thẩm định nội dung | thẩm định dự thảo | thẩm định dự án | soát hồ sơ | soát lại | rà soát
    các | rà soát toàn bộ | rà soát danh sách | rà soát quy hoạch | rà soát quỹ đất | rà soát thủ tục | rà soát
    biên chế | rà soát tiêu chí | rà soát nội dung | rà soát văn bản | rà soát kỹ | rà kỹ | xem xét kỹ | xem xét
    đề xuất | xem xét tham mưu | xem xét báo cáo | xem xét bố trí | xem xét hỗ trợ | xem xét bổ sung | xem xét
    điều chỉnh | đề xuất phương án | đề xuất kinh phí | đề xuất bổ sung | đề xuất nhân sự | đề xuất hướng xử lý |
    đề xuất hướng giải quyết | đề xuất biện pháp | đề xuất nội dung | đề xuất danh sách | đề xuất kế hoạch | đề
    xuất hình thức | hoàn thiện thủ tục | hoàn thiện dự thảo | hoàn thiện báo cáo | hoàn thiện nội dung | hoàn
    thiện kế hoạch | làm việc cụ thể | làm việc lại | làm việc với chủ đầu tư | làm việc với nhà thầu | làm đường
    dây | làm đơn | làm bảng | làm bìa | làm sổ | làm thẻ | làm pano | làm phông | làm market | làm maket | làm
    băng rôn | làm clip | làm video | dựng clip | làm đề xuất | làm phiếu trình | làm phiếu | làm văn bản trả lời
    | làm giấy giới thiệu | viết giấy giới thiệu | cấp giấy giới thiệu | cấp giấy đi đường | cấp giấy xác nhận |
    ký giấy | ký xác nhận | ký hồ sơ | ký văn bản | ký trình | trình ký ban hành | trình thẩm định | trình phê
    duyệt | trình ủy ban | trình hội đồng | trình thường trực | trình đảng ủy | báo cáo ủy ban | báo cáo đảng ủy |
    báo cáo thường trực | báo cáo cấp trên | báo cáo tiến độ | báo cáo cụ thể | báo cáo chi tiết | báo cáo số liệu
    | báo cáo tình hình | báo cáo đề xuất | báo cáo đầy đủ | báo cáo bổ sung | báo cáo chuyên đề | báo cáo sơ bộ |
    báo cáo thống kê | báo cáo định kỳ | báo cáo đột xuất | nắm lại tình hình | nắm chắc | nắm chắc tình hình |
    nắm thông tin báo cáo | bám địa bàn | bám cơ sở | bám sát cơ sở | xuống địa bàn | đi cơ sở | đi thực tế | đi
    khảo sát | đi xác minh | đi làm việc | đi dự | đi nhận | đi lấy | đi nộp | đi cùng đoàn | đi học | đi tập huấn
    | cử đi học | chạy thủ tục | lo thủ tục | lo kinh phí | lo chỗ ăn | lo cơm | lo nước | đặt cơm | đặt hoa | mua
    hoa | mua quà | mua vật tư | mua văn phòng phẩm | chuẩn bị quà tặng | chuẩn bị cơ sở vật chất | chuẩn bị nhân
    sự | chuẩn bị kinh phí | chuẩn bị lực lượng | chuẩn bị mặt bằng | chuẩn bị đất | chuẩn bị hội nghị | chuẩn bị
    cuộc họp | chuẩn bị chu đáo | chuẩn bị đầy đủ | bảo quản | bảo mật | cất giữ | khai báo | kê khai tài sản |
    đăng ký danh sách | đăng ký tham gia | đăng ký lịch | đăng ký số lượng | đăng ký nhu cầu | đăng ký xe | đăng
    ký dự | phát công văn | phát văn bản | nhân bản tài liệu | đóng quyển | đóng tập | sắp xếp tài liệu | sắp xếp
    hồ sơ | sắp xếp lại | bố trí lại | bố trí nhân sự | bố trí nhân lực | bố trí phương tiện | bố trí địa điểm |
    bố trí chỗ ngồi | bố trí thời gian | bố trí công việc | bố trí nguồn | bố trí vốn | bố trí đất | bố trí máy |
    bố trí âm thanh | bố trí trực | phân công trực | trực lãnh đạo | trực bão | trực tết | trực cơ quan | trực đêm
    | canh gác | chốt gác | kiểm tra đột xuất | kiểm tra thường xuyên | kiểm tra an toàn | kiểm tra việc | kiểm
    tra tiến độ | kiểm tra toàn bộ | kiểm tra nội dung | kiểm tra thông tin | kiểm tra số liệu | phúc tra lại |
    quan tâm giải quyết | ưu tiên | ưu tiên xử lý | ưu tiên bố trí | tạo thuận lợi | động viên gia đình | thăm
    viếng | thăm động viên | hướng dẫn người dân | hướng dẫn công dân | hướng dẫn thủ tục | hướng dẫn nghiệp vụ |
    hướng dẫn chi tiết | giải đáp thắc mắc | giải thích cho dân | trả lời thắc mắc | trả lời rõ | trả lời thỏa
    đáng | trả lời theo quy định | nhắn tin | gọi điện thoại | liên hệ lại | trao đổi lại | trao đổi trực tiếp |
    bàn bạc | thảo luận | thống nhất lại | thống nhất số liệu | thống nhất nội dung | cụ thể hóa | quán triệt đến
    | phổ biến đến | phổ biến rộng rãi | tuyên truyền vận động | tuyên truyền sâu rộng | tuyên truyền phổ biến |
    vận động tuyên truyền | giáo dục thuyết phục | thi hành | thực thi | thực hiện nghiêm | thực hiện nghiêm túc |
    thực hiện ngay | thực hiện đầy đủ | thực hiện các bước | thực hiện thủ tục | thực hiện quy trình | thực hiện
    chế độ | triển khai ngay | triển khai đồng bộ | triển khai nghiêm túc | triển khai các bước | tiến hành ngay |
    tiến hành các bước | áp dụng | vận dụng | điều chuyển công tác | bố trí công tác | giải quyết ngay | giải
    quyết sớm | giải quyết nhanh | giải quyết chế độ | giải quyết hồ sơ | giải quyết thủ tục | giải quyết nhu cầu
    | chi tiền | chi hỗ trợ | chi thưởng | chi trả lương | trả lương | trả tiền | trả phụ cấp | thanh toán tiền |
    thanh toán công nợ | làm thanh toán | tạm ứng kinh phí | quyết toán kinh phí | lập quyết toán | lập chứng từ |
    hạch toán | đối chiếu số liệu | đối chiếu kho bạc | phân khai kinh phí | phân bổ chỉ tiêu |
    giải trình vì sao | đo lại | đo vẽ | đo kiểm | đo thực tế | giải trình tại sao | làm rõ vì sao |
    làm rõ tại sao | báo cáo vì sao | báo cáo tại sao |
    xem vì sao | xem tại sao | kiểm tra vì sao | kiểm tra tại sao | giải trình vì sao chậm | làm rõ vì sao chậm |
    báo cáo vì sao chậm | báo cáo giải trình vì sao | báo cáo giải trình vì sao chậm | giải trình tại sao chậm |
    cử người tham gia | cử cán bộ tham gia | cử đại diện tham gia | cử lực lượng tham gia | cử người phối hợp |
    cử cán bộ phối hợp | cử lực lượng phối hợp | cử đại diện phối hợp | cử đoàn tham gia |
    phun | phun khử khuẩn | khử khuẩn | khử trùng | phun hóa chất | diệt bọ gậy | diệt muỗi | tiêm chủng |
    tiêm vắc xin | tiêm vét | khám sàng lọc | khám sức khỏe | lấy mẫu | truy vết | cách ly | khoanh vùng |
    giám sát ổ dịch | giám sát dịch tễ | điều tra dịch tễ | điều trị | chuyển viện | chuyển tuyến trên |
    cấp phát thuốc | cấp phát | phát thuốc | hội chẩn | kê đơn | mở lớp | tập huấn lại | đảm bảo thuốc | dự trù |
    dự trù thuốc |
    tiêu hủy | lập chốt | tiêm phòng dại | rà soát đàn vật nuôi | phun tiêu độc | tiêu độc khử trùng | gieo cấy |
    gieo trồng | gieo mạ | thu hoạch | gặt | tưới | tiêu úng | bơm nước | bơm tiêu úng | tiêu thoát nước | mở cống |
    đóng cống | vận hành hồ chứa | xả lũ | nạo vét | khơi thông | gia cố | đắp đê | hộ đê | duy tu | tu sửa |
    san lấp | san ủi | trồng cây | trồng dặm | chăm sóc | cắt tỉa | chặt hạ | phát dọn | phát quang | thu gom |
    thu gom rác | dọn vệ sinh | vớt bèo | chống hạn | chống úng | chống rét | thu mua | tiêu thụ | lấy mẫu nước |
    đo đạc lại | trích đo | cắm mốc | cắm biển | cắm biển cảnh báo | cấp giấy | cấp sổ | cấp phép | cấp đổi |
    thu hồi đất | bàn giao mặt bằng | định giá | niêm phong | tịch thu | thu giữ | cưỡng chế tháo dỡ | chứng thực |
    đăng bộ | xác nhận hồ sơ | xác nhận tình trạng | thi công | giám sát thi công | vá đường | làm đường | sửa đường
    | xây | xây lại | kẻ vạch | lắp đèn | thay bóng | khảo sát thiết kế | lập dự án | thẩm định giá | mời thầu lại |
    chấm thầu | chỉ định thầu | nghiệm thu bàn giao | thanh quyết toán | quyết toán vốn | giải ngân vốn |
    phân bổ vốn | phân bổ kinh phí | cấp kinh phí | rút tiền | chuyển tiền | thu hồi nợ | đòi nợ | đối chiếu công nợ
    | kiểm quỹ | truy thu | hoàn thuế | thu thuế |
    huy động | huy động lực lượng | điều động | điều động lực lượng | tăng cường lực lượng | tăng cường tuần tra |
    trực ban | diễn tập | huấn luyện | hội thao | khám tuyển | sơ tuyển | gọi nhập ngũ | phúc tra | xác minh lý lịch
    | thẩm tra lý lịch | truy quét | bắt giữ | xử lý nghiêm | xử lý vi phạm | xử lý kỷ luật | lập biên bản xử phạt |
    bảo vệ hiện trường | khám nghiệm | phân luồng | điều tiết giao thông | giữ gìn trật tự | giữ trật tự |
    đảm bảo an ninh | đảm bảo an ninh trật tự | bảo đảm an ninh | bảo đảm an ninh trật tự | nắm địa bàn |
    rà soát đối tượng | quản lý đối tượng | gọi hỏi | triệu tập | răn đe | cảm hóa | cho ký cam kết | ký cam kết |
    cảnh báo | báo động | tìm kiếm | chốt chặn dịch |
    động viên | kiểm điểm | họp kiểm điểm | bình bầu | suy tôn | đề bạt | bổ nhiệm | luân chuyển | điều chuyển |
    biệt phái | nâng lương | xếp lương | chấm điểm | đánh giá xếp loại | xếp loại cuối năm | phát động thi đua |
    ký hợp đồng | chấm dứt hợp đồng | đặt mua | đặt hàng | đặt in | nhận hàng | nhận bàn giao | tổ chức lễ |
    tổ chức họp | tổ chức hội nghị | tổ chức đoàn | làm lễ | đưa đón | chiêu đãi | bố trí ăn nghỉ | bố trí chỗ ở |
    bố trí kinh phí | bố trí hội trường | trang trí | trang trí khánh tiết | kê bàn ghế | dựng rạp |
    chạy chương trình | dẫn chương trình | phục vụ hội nghị | lo hậu cần | lo khâu | nấu ăn | tập luyện | luyện tập
    | thi đấu |
    rà soát tham mưu | rà soát tổng hợp | rà soát báo cáo | rà soát đề xuất | kiểm tra báo cáo | kiểm tra xử lý |
    kiểm tra tham mưu | kiểm tra xác minh | kiểm tra đề xuất | kiểm tra giải quyết | kiểm tra thực tế |
    kiểm tra hiện trường | xác minh báo cáo | xác minh tham mưu | xác minh xử lý | thẩm định trình |
    thẩm định tham mưu | tổng hợp báo cáo | tổng hợp tham mưu | tổng hợp ý kiến | tổng hợp trình | tổng hợp số liệu
    | tổng hợp đề xuất | tiếp thu giải trình | tiếp thu chỉnh sửa | chỉnh sửa bổ sung | lấy phiếu | phát phiếu |
    thu phiếu | bỏ phiếu | phát tài liệu | phát tờ rơi | phát loa | thông báo trên loa | thông tin tuyên truyền |
    truyền đạt | quán triệt triển khai | phổ biến quán triệt | ban hành văn bản | ban hành kế hoạch |
    ban hành quyết định | ra quyết định | trả lời bằng văn bản | trả lời công dân | trả lời kiến nghị |
    trả lời cử tri | trả lời báo chí | trả lời phỏng vấn | làm việc trực tiếp | làm biên bản | làm danh sách |
    làm dự toán | làm đề án | làm phương án | làm slide | làm bài phát biểu | viết bài phát biểu | chuẩn bị bài |
    chuẩn bị bài phát biểu | chuẩn bị báo cáo | chuẩn bị hồ sơ | chuẩn bị số liệu | chuẩn bị phương án |
    chuẩn bị địa điểm | chuẩn bị hậu cần | chuẩn bị xe | chuẩn bị quà | ghi hình | livestream | đưa tin |
    đưa lên web | đưa lên trang | đưa lên hệ thống | cập nhật lên hệ thống | cập nhật phần mềm | nhập phần mềm |
    cấp tài khoản | mở tài khoản | tạo tài khoản | khóa tài khoản | reset mật khẩu | đổi mật khẩu | cài phần mềm |
    quét virus | kéo mạng | nối mạng | sửa máy | sửa mạng | đọc soát | soát lỗi | soát xét | hiệu đính | dịch thuật
    | thu xếp lịch | hẹn lịch | hẹn gặp | mời làm việc | làm giấy | viết giấy | đóng dấu | lấy dấu | lấy chữ ký |
    xin chữ ký | xin dấu | cấp dấu | nhận giấy | nhận văn bản | nhận hồ sơ | trả giấy | trả kết quả cho dân |
    trả lời cho dân | trả lời đơn thư | phân loại đơn | xử lý đơn | giải quyết đơn | giải quyết khiếu nại |
    giải quyết tố cáo | giải quyết kiến nghị | hòa giải cơ sở | hòa giải lại | hoà giải | đối chất | xin lỗi dân |
    xin lỗi | đính chính | thu hồi văn bản | thay thế văn bản | gia hạn hợp đồng | bám nội dung | bám kế hoạch |
    bám tiến độ | đẩy nhanh tiến độ | đẩy nhanh | đẩy mạnh | tháo gỡ | tháo gỡ khó khăn | gỡ vướng | xử lý vướng mắc
    | giải quyết vướng mắc | thúc đẩy | hối thúc | kết nối | liên kết | làm đầu mối liên hệ | tiếp cận |
    thẩm tra hồ sơ | thẩm định hồ sơ | kiểm tra hồ sơ | rà soát hồ sơ | hoàn thiện hồ sơ | hoàn trả tiền | hoàn ứng
    | công bố công khai | công khai minh bạch | minh bạch
"""
