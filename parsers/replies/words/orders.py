"""Words an order or a report is made of, phrases parted by `|`; missing marks are the reader's care."""

from __future__ import annotations

from parsers.replies.words.tags import Tag

ORDERS: dict[Tag, str] = {
    Tag.GIVE: """
        giao | giao cho | giao lại | giao lại cho | chuyển | chuyển cho | chuyển đến | chuyển tới |
        chuyển sang | kính chuyển | chuyển tiếp | chuyển giao | phân công | phân công cho | cử | đề nghị |
        yêu cầu | nhờ | bàn giao cho | chỉ định | phân cho | phân việc cho | assign to | forward to | assign |
        giao thẳng | giao thẳng cho | chuyển thẳng | chuyển thẳng cho | giao luôn | giao luôn cho | giao hết |
        giao hết cho | vẫn giao | vẫn giao cho | vẫn chuyển | vẫn chuyển cho | giao trực tiếp cho | k c |
        kính chuyển cho | kính nhờ | nhờ giúp | cắt cử | giao thêm | giao thêm cho | chuyển thêm | chuyển thêm cho |
        phân công thêm | phân công thêm cho | cử thêm | nhờ thêm | mời thêm | huy động thêm | cho thêm | bổ sung thêm |
        gọi thêm | điều thêm
    """,
    Tag.SUBMIT: """
        kính báo cáo | kính trình | trình | kính gửi | gửi | gửi cho | gửi đến | gửi tới |
        gởi cho | gởi đến | gởi tới | mời | báo cáo |
        trình lên | b c
    """,
    Tag.LEAD: """
        làm chính | phụ trách chính | lo chính | đứng chính | chịu trách nhiệm chủ trì | chủ trì | đầu mối |
        làm đầu mối | là đầu mối | chịu trách nhiệm chính | xử lý chính | chủ trì xử lý | đứng chủ trì |
        chính | là chính | là cơ quan chủ trì | là đơn vị chủ trì | là đầu mối chủ trì | làm chủ trì |
        tổng hợp chung | phụ trách chung | điều phối chung | chịu trách nhiệm chung | làm đầu mối tổng hợp
    """,
    Tag.WORK: """
        tiếp thu | tiếp thu hoàn thiện | tiếp thu , hoàn thiện | tiếp thu ý kiến |
        tham gia đoàn | tham gia tổ | tham gia lớp | tham gia hội nghị | tham gia họp | tham gia hội đồng |
        tham gia ban | tham gia tập huấn | tham gia cuộc họp |
        giúp việc này | giúp vụ này | giúp cái này | giúp văn bản này | giúp công việc này | giúp một việc |
        cài | cài đặt | cấu hình | check | review | handle | xử | cho người | cử người | bố trí người |
        phân công người | phân người | cho anh em đi | sắp lịch | xếp lịch | bố trí lịch | nhắc | nhắc nhở |
        đi họp | kiểm lại | coi lại | trình bày | thuyết minh | nắm lại | dò | soát | rà lại | xem lại |
        làm lại | đề xuất hướng | sắp xếp lịch | tiếp đoàn | làm tờ trình | lập danh sách | nhập | gỡ |
        làm văn bản | khẩn trương làm | trả lời giúp | up | gọi | đôn đốc nhắc nhở | tổng rà soát |
        hoàn tất hồ sơ | xử lý | nghiên cứu | tham mưu | tham mưu cho | đề xuất | giải quyết | thực hiện |
        triển khai | chỉ đạo | cho ý kiến | xem xét | soạn | soạn thảo | dự thảo | trả lời | phúc đáp |
        thẩm định | kiểm tra | rà soát | tổng hợp | tổ chức | chuẩn bị | làm | xem | xác minh | lo |
        giải trình | phụ trách | tham mưu giúp | chỉ đạo xử lý | tiếp nhận | tiếp nhận xử lý | đọc |
        nghiên cứu xử lý | bố trí | dự | dự họp | tham dự | tham gia họp | cho hướng xử lý | đảm nhiệm |
        khắc phục | thống kê | cập nhật | hoàn thiện | lập kế hoạch | xây dựng kế hoạch | xây dựng | góp ý |
        đóng góp ý kiến | công bố | đăng tải | niêm yết | phổ biến | quán triệt | làm rõ |
        giải quyết dứt điểm | cùng tham mưu | cùng xử lý | cùng nghiên cứu | cùng thực hiện | cùng giải quyết |
        tìm hiểu | hướng dẫn | tuyên truyền | rút kinh nghiệm | cung cấp | lập | thành lập | đánh giá |
        bám sát | tăng cường | sắp xếp | đăng ký | ghi nhận | tiến hành | in | scan | chỉnh sửa | bổ sung |
        sửa | kiểm kê | đối chiếu | thu thập | viết | đưa | họp | đi | nộp | thẩm tra | xác nhận | giải đáp |
        tiếp dân | coi | trực | bảo đảm | đảm bảo | quản lý | chấn chỉnh | nêu | căn cứ | tập trung | nhận |
        lấy | trao đổi | rà | hoàn chỉnh | thanh toán | bàn giao | khẩn trương tham mưu | đề ra |
        tham khảo ý kiến | khảo sát | đề ra giải pháp | có ý kiến | ký | phát hành | ban hành | ktra | xl |
        gq | k tra | trả kết quả | trả hồ sơ cho dân | cho kiểm tra | cho rà soát | cho xác minh |
        cho khảo sát | cân đối | đo đạc | sao chụp | phân tích | tính toán | vận động | xử phạt |
        lên phương án | lên kế hoạch | lên lịch | giải ngân | cưỡng chế | tháo dỡ | quyết toán | mua sắm |
        sửa chữa | lắp đặt | hòa giải | đối thoại | tiếp đón | đón tiếp | phân loại | cấp | chi trả |
        công khai | kê khai | thu hồi | photo | nghiệm thu | xử lí | chọn | lựa chọn | giới thiệu |
        đi kiểm tra | xuống kiểm tra | trích lục | bảo vệ | bảo trì | vệ sinh | thảo | soạn công văn |
        báo cáo kết quả | báo cáo giải trình | báo cáo nhanh | cử cán bộ | cử chuyên viên | cử đại diện |
        xuống | xuống cơ sở | xuống hiện trường | dự hội nghị | dự cuộc họp | họp thay | đại diện | đi thay |
        upload | lên chương trình | lên danh sách | lập biên bản | lập hồ sơ | lập dự toán | lập đoàn |
        lập tổ | đăng | đăng báo | đăng web | đăng cổng | ký nháy | tuần tra | mua | sửa lại | tra cứu |
        đón đoàn | tiếp khách | tiếp xúc | liên lạc | gọi điện | mời họp | gửi giấy mời | phát giấy mời |
        làm giấy mời | làm báo cáo | làm kế hoạch | làm công văn | làm thủ tục | làm hồ sơ | làm đề cương |
        làm dự thảo | rà soát lại | kiểm | kiểm đếm | kiểm tra lại | đếm | tính lại | cân nhắc bố trí |
        phân loại xử lý | thống nhất phương án | chốt | chốt số liệu | chốt danh sách | gom | gom số liệu |
        tập hợp | tổng kết | sơ kết | đề cử | giới thiệu nhân sự | chọn cử | chọn người | tuyển | tuyển dụng |
        đào tạo | tập huấn | bồi dưỡng | truyền thông | phát động | vận hành | bảo dưỡng | khôi phục |
        nâng cấp | lắp | treo | dán | thông báo rộng rãi | nhân bản | in ấn | phô tô | số hóa | nhập liệu |
        nhập số liệu | đối soát | thanh lý | đấu thầu | mời thầu | thu phí | thu nộp | tạm ứng | giải tỏa |
        đền bù | bồi thường | giải phóng mặt bằng | tái định cư | trồng | dọn | dọn dẹp | phun thuốc |
        dập dịch | cứu trợ | hỗ trợ dân | tiếp nhận và xử lý | thụ lý | điều tra | xác minh làm rõ | phản hồi |
        hồi đáp | trả lời dân | trả lời đơn | giải thích | thuyết phục | gặp dân | chỉ đạo thực hiện |
        chỉ đạo giải quyết | chỉ đạo tham mưu | điều hành | quán xuyến | đảm đương | gánh | nhận xử lý |
        nhận làm | cáng đáng | theo sát | bám nắm | nắm tình hình báo cáo | chấm công | điểm danh | xếp hạng |
        bình xét | xét duyệt | thẩm duyệt | duyệt nội dung | ghi biên bản | ghi chép | đăng tin | viết bài |
        viết tin | chụp ảnh | quay phim | phiên dịch | biên soạn | biên tập | chỉnh lý | chỉnh lại |
        hiệu chỉnh | sửa đổi | bổ sung hoàn thiện | làm nốt | làm tiếp | xử lý tiếp | xử lý nốt | xử lý gấp |
        xử lý luôn | xử lý ngay | giải quyết luôn | lo liệu | lo chuẩn bị | thu xếp | xếp | xếp phòng |
        xếp xe | bố trí xe | bố trí phòng | đặt phòng | đặt vé | đặt xe | chuẩn bị tài liệu |
        chuẩn bị nội dung | chuẩn bị hội trường | lấy số liệu | lấy thông tin | xin số liệu | xin kinh phí |
        xin chủ trương | xin cấp | đề xuất khen thưởng | đề xuất xử lý | đề xuất giải pháp | tham mưu đề xuất |
        tham mưu thực hiện | tham mưu báo cáo | tham mưu trả lời | tham mưu xử lý | tham mưu giải quyết |
        tham mưu văn bản | trả lời văn bản | phúc đáp văn bản | nghiên cứu tham mưu | nghiên cứu đề xuất |
        nghiên cứu triển khai | nghiên cứu trả lời | nghiên cứu giải quyết | nghiên cứu kỹ | đọc kỹ | xem kỹ |
        xem xét giải quyết | xem xét xử lý | xem xét trả lời | xem xét quyết định | coi kỹ | coi xử lý | ngó |
        để ý | canh chừng | trông | trực chiến | ứng trực | ứng phó | phòng chống bão | di dời | sơ tán |
        cấm biển | chằng chống | kích hoạt | vận chuyển | chở | giao nhận | kiện toàn | sáp nhập | củng cố |
        phân bổ | phân khai | điều chỉnh | điều phối | cập nhật số liệu | báo số liệu | gởi | gởi báo cáo |
        nộp báo cáo | nộp hồ sơ | trình ký | trình duyệt | ra văn bản | ra thông báo | ra công văn | ra quân |
        làm luôn | làm ngay | làm liền | xử lý liền | fix | reply | confirm | support | prepare | update |
        update số liệu | follow | draft | coi sóc | chăm lo | quản | giữ | thăm | thăm hỏi | tặng quà |
        trao quà | viếng | chúc mừng | khánh thành | khai giảng | khởi công | phân công cán bộ |
        phân công chuyên viên | phân công anh em | phân công đồng chí | phân công lực lượng |
        phân công nhân viên | phân công công chức | phân công bộ phận | phân công đại diện |
        phân công thành viên | phân công quân số | phân công bác sĩ | phân công kỹ sư | cử anh em |
        cử đồng chí | cử lực lượng | cử nhân viên | cử công chức | cử bộ phận | cử thành viên | cử quân số |
        cử bác sĩ | cử kỹ sư | bố trí cán bộ | bố trí chuyên viên | bố trí anh em | bố trí đồng chí |
        bố trí lực lượng | bố trí nhân viên | bố trí công chức | bố trí bộ phận | bố trí đại diện |
        bố trí thành viên | bố trí quân số | bố trí bác sĩ | bố trí kỹ sư | điều cán bộ | điều người |
        điều chuyên viên | điều anh em | điều đồng chí | điều lực lượng | điều nhân viên | điều công chức |
        điều bộ phận | điều đại diện | điều thành viên | điều quân số | điều bác sĩ | điều kỹ sư |
        nắm tình hình , xử lý | nắm tình hình và xử lý | nắm tình hình , giải quyết | nắm tình hình , tham mưu |
        nắm tình hình , kiểm tra | nắm tình hình , đề xuất | nắm tình hình , triển khai | nắm , xử lý |
        nắm và xử lý | nắm tình hình , báo cáo | nắm tình hình , có báo cáo | nắm tình hình và báo cáo | t m |
        vào cuộc | vào cuộc xử lý
    """,
    Tag.CO: """
        phụ | phụ giúp | làm phụ | phụ thêm | tiếp tay | tiếp sức | cùng phụ | phối hợp | đồng xử lý |
        cùng phối hợp | cùng tham gia | tham gia | hỗ trợ | phối hợp thực hiện | phối hợp xử lý |
        phối hợp tham mưu | phối hợp giải quyết | phối kết hợp | phối hợp chặt chẽ | đồng chủ trì | làm với |
        làm cùng | làm cùng với | làm chung với | xử lý cùng | thực hiện cùng | giúp việc |
        cùng tham gia giải quyết | đi cùng | đi với | đi chung với | là cơ quan phối hợp | là đơn vị phối hợp |
        cùng phối hợp thực hiện
    """,
    Tag.INFORM: """
        đọc để biết | đọc cho biết | đọc biết | xem biết | nghiên cứu để biết |
        xem để biết | xem để biết thôi | xem cho biết | cho biết | biết nhé | để biết | biết | để nắm | nắm |
        để theo dõi | để nắm thông tin | để b c | nắm thông tin | để nắm bắt | nhận để biết |
        theo dõi để biết | được biết | để tham khảo | tham khảo | để nắm tình hình | biết và theo dõi | fyi |
        để biết thôi | biết thôi | để nắm thôi | để biết , không phải làm gì |
        để biết thôi , không phải làm gì | để biết , không cần làm gì | để biết thôi , không cần làm gì |
        để biết , không phải xử lý | để biết , không cần xử lý | để biết và phối hợp khi có yêu cầu |
        để biết và phối hợp khi cần | để biết , phối hợp khi cần | để biết , phối hợp khi có yêu cầu |
        biết để phối hợp khi cần | biết để phối hợp khi có yêu cầu | nắm để phối hợp khi cần |
        nắm để phối hợp khi có yêu cầu | để biết , phối hợp khi được yêu cầu
    """,
    Tag.INFORM_TO: """
        báo | đồng gửi | đồng kính gửi | cc | thông báo cho | thông báo | báo cho | thông tin cho | thông tin đến |
        sao gửi | phô tô gửi | photo gửi | copy gửi | nhân bản gửi | scan gửi | sao gửi cho | photo cho |
        thông tin tới | thông báo đến | thông báo tới
    """,
    Tag.MONITOR: """
        theo dõi | đôn đốc | giám sát | theo dõi đôn đốc | theo dõi và đôn đốc | đôn đốc thực hiện |
        theo dõi tiến độ
    """,
    Tag.REPORT: """
        báo cáo cho | báo cáo lại | báo cáo lại cho | báo cáo với | báo với | giúp | giúp cho | thay mặt |
        xong báo | xong báo lại | xong thì báo | xong rồi báo | xong báo cáo | thay |
        báo anh | báo chị | báo tôi | báo lại anh | báo lại tôi | báo em | báo tui
    """,
    Tag.WITH: "với | cùng | cùng với | cho",
    Tag.FILLER: """
        ráng | cố | cố gắng | nhớ | liền | dùm | nghe | cho xong | ngay đi | lẹ | giúp em | giúp anh |
        giúp chị | đi em | thôi nhé | gấp | các | khẩn trương | khẩn | ngay | trực tiếp | nhé | nhá | ạ | nha |
        phải | cần | hãy | để | là | sớm | luôn | việc này | hồ sơ | hồ sơ này | văn bản | văn bản này | vb |
        vb này | cv | cv này | công văn này | công văn | việc | này | nội dung này | sang | qua | lại |
        tiếp tục | tiếp | cụ thể | tích cực | chủ động | nghiêm túc | kịp thời | nhanh | thì | tôi | em |
        toàn bộ | nhiệm vụ | nhiệm vụ này | được | kính đề nghị | vụ này | vụ việc này | cũng | mình |
        vui lòng | giùm | giúp tôi | giúp mình | giúp anh cho | giúp chị cho | tui | nghen | nhen | bên |
        khẩn cấp | hỏa tốc | sẽ | ơi | cái này | cái | dạ | vâng | dạ vâng | gấp lắm | cảm ơn | cám ơn |
        mỗi phòng | mỗi đơn vị | mỗi bên | mỗi đồng chí | mỗi người | vừa rồi | cứ | 2 đồng chí | hai đồng chí |
        2 đơn vị | hai đơn vị | 3 đơn vị | ba đơn vị | 4 đơn vị | 2 phòng | hai phòng |
        3 phòng | ba phòng | các đơn vị sau | 3 đồng chí | ba đồng chí |
        giúp c | giúp a | giúp chú | giúp bác | giúp cô | càng sớm càng tốt |
        sớm nhất có thể | sớm nhất | nhanh nhất có thể | toàn quyền | trọn gói | 1 bản | một bản | 01 bản |
        có báo cáo | chúng tôi | chúng em | tụi em | bọn em | phòng em | bên em | phòng tôi | đơn vị em |
        đơn vị tôi | kính | gấp lắm rồi | gấp rồi | gấp quá | gấp quá rồi | rất gấp
    """,
    Tag.OBJECT: """
        thừa lệnh | thừa ủy quyền | theo ý kiến | theo ý kiến của | theo yêu cầu của | theo đề nghị của |
        theo chỉ đạo của | của | đề nghị của | yêu cầu của | đề xuất của | ý kiến của | theo | như | từ | do |
        bởi | về | trong | tại | liên hệ | liên hệ với | làm việc với | trao đổi với | gặp | hỏi | bàn với |
        với đề xuất của | theo đề xuất của | tới | thuộc | thuộc về | thuộc thẩm quyền | thuộc thẩm quyền của |
        thuộc trách nhiệm | thuộc trách nhiệm của | thuộc chức năng của | thuộc lĩnh vực của | là việc của
    """,
    Tag.AND: "và",
    Tag.OR: "hoặc | hay | hoặc là | hay là",
    Tag.AGREE: """
        ừ , cho | duyệt nội dung này | duyệt phương án này | duyệt dự thảo này | duyệt kế hoạch này |
        đã duyệt | đã phê duyệt | tôi đã duyệt |
        đồng ý | nhất trí | duyệt | thống nhất | chấp thuận | đồng ý với | nhất trí với | ok |
        oke | okay | đ ý | tôi đồng ý | tôi nhất trí | hoàn toàn đồng ý | phê duyệt | cơ bản đồng ý |
        cơ bản nhất trí | thống nhất với | agree | agreed | approved | cứ thế làm | cứ vậy làm |
        cứ thế mà làm | chuyển văn thư phát hành | chuyển văn thư ban hành | cho phát hành | cho ban hành |
        chuyển vt phát hành | cứ triển khai | cứ làm đi | cho triển khai | cho làm
    """,
    Tag.RETURN: """
        trả hồ sơ | trả văn bản | trả về | trả hồ sơ về | trả lại hồ sơ | xin trả lại | xin chuyển trả |
        xin hoàn trả | trả lại | chuyển trả | chuyển trả lại | không thuộc thẩm quyền |
        không thuộc địa bàn | không thuộc địa bàn quản lý | không nằm trên địa bàn | không thuộc địa bàn hạt quản lý |
        không thuộc thẩm quyền giải quyết | không đúng thẩm quyền | không thuộc chức năng |
        không đúng chức năng | không thuộc chức năng nhiệm vụ | không thuộc nhiệm vụ |
        không thuộc trách nhiệm | không đúng chức năng nhiệm vụ | không phải việc | không phải của | gửi nhầm |
        trả lại bên đó | trả bên đó | trả về bên đó |
        gởi lộn | gửi lộn | gởi lộn chỗ | gửi lộn chỗ | gởi lộn chỗ rồi | gửi lộn chỗ rồi | gởi lộn rồi |
        gửi lộn rồi | gởi nhầm | gởi nhầm chỗ rồi | gửi nhầm chỗ rồi |
        gửi nhầm cơ quan | gửi nhầm cơ quan rồi | gửi nhầm địa chỉ rồi | gửi nhầm nơi rồi |
        nhầm cơ quan rồi | chuyển nhầm đơn vị rồi |
        chuyển nhầm | không thuộc lĩnh vực | không đúng lĩnh vực | ngoài thẩm quyền | không phải chức năng |
        không đúng địa chỉ | không phải thẩm quyền | hoàn trả | không thuộc phạm vi | gửi trả | gửi trả lại |
        không thuộc thẩm quyền xử lý | đề nghị trả lại | xin được trả lại | đề nghị chuyển trả |
        đề nghị hoàn trả | xin phép trả lại | xin phép chuyển trả | đề nghị chuyển đơn vị khác |
        đề nghị chuyển cơ quan khác | đề nghị chuyển đúng đơn vị | đề nghị chuyển đơn vị có thẩm quyền |
        đề nghị chuyển lại | không thuộc xã | không thuộc phường | không thuộc huyện | không thuộc tỉnh |
        không thuộc sở | không thuộc phòng | không thuộc đơn vị | không thuộc cơ quan |
        không thuộc lĩnh vực tôi phụ trách | không có thẩm quyền | không đủ thẩm quyền | không có chức năng
    """,
    Tag.UNDO: """
        hủy | hủy bỏ | hủy chỉ đạo vừa rồi | hủy lệnh vừa rồi | thu hồi chỉ đạo | rút lại | rút lại ý kiến |
        rút lại chỉ đạo | thu hồi ý kiến | undo | hủy ý kiến vừa rồi | hủy ý kiến vừa gửi |
        hủy chỉ đạo vừa gửi | rút lại chỉ đạo vừa gửi | rút lại ý kiến vừa gửi | rút lại chỉ đạo vừa rồi |
        rút lại ý kiến vừa rồi | cancel | hủy bỏ chỉ đạo vừa rồi | hủy bỏ chỉ đạo vừa gửi |
        hủy bỏ ý kiến vừa rồi | hủy bỏ ý kiến vừa gửi | hủy phân công vừa rồi | hủy giúp | hủy lệnh trước |
        hủy bỏ phân công vừa rồi | hủy bỏ lệnh vừa rồi | rút lại ý kiến chỉ đạo |
        rút lại ý kiến chỉ đạo vừa gửi | xin rút lại | xin rút lại ý kiến |
        xin rút lại ý kiến chỉ đạo vừa gửi | xin rút lại chỉ đạo
    """,
    Tag.EXTEND: """
        xin khất | xin khất đến | xin khất sang | xin khất lại đến | xin nộp muộn | xin nộp muộn đến |
        xin nộp muộn sang | xin nộp chậm | xin nộp chậm đến | xin nộp chậm sang | xin phép nộp chậm |
        xin phép nộp muộn | xin phép nộp chậm đến | xin phép nộp chậm sang | xin phép nộp muộn đến |
        xin phép nộp muộn sang | xin báo cáo muộn | xin báo cáo chậm | xin trả lời muộn | xin trả lời chậm |
        xin gửi muộn | xin gửi chậm |
        xin đến | xin thêm thời gian | đổi hạn thành | đổi hạn sang | đổi thời hạn thành | chuyển hạn sang |
        rút ngắn thời hạn | rút ngắn hạn | điều chỉnh thời hạn | điều chỉnh hạn | lùi đến | lùi sang | dời sang |
        dời đến | dời qua | dời tới | dời lại đến | lùi qua | lùi tới | xin dời | xin dời qua | xin dời đến |
        xin dời sang | xin dời tới | xin lùi qua |
        cho thêm thời gian | xin lùi đến | xin dời hạn | dời hạn | xin lùi lại | gia hạn |
        xin gia hạn | đề nghị gia hạn | cho gia hạn | xin lùi | lùi hạn | xin lùi hạn | xin lùi thời hạn |
        xin kéo dài | xin thêm | kéo dài thời hạn | xin được gia hạn | lùi thời hạn | cho lùi hạn | cho lùi |
        cho lùi đến | cho lùi thời hạn | xin phép gia hạn | xin hoãn | lãnh đạo cho gia hạn |
        lãnh đạo gia hạn | lãnh đạo cho lùi hạn | đề nghị cho gia hạn | đề nghị lãnh đạo cho gia hạn
    """,
    Tag.IN_PROGRESS: """
        nhận việc | đang lo | đang coi | đang kiểm tra | đang xác minh | đang tiến hành | đang viết |
        đang xử lý | đang thực hiện | đang làm | đang triển khai | đang nghiên cứu | đang tham mưu |
        đang giải quyết | đã nhận | đã tiếp nhận | đang soạn | đang dự thảo | đang phối hợp | đang tổng hợp |
        đang rà soát | đang xem xét | đã nhận được | đang chuẩn bị | in progress
    """,
    Tag.DONE: """
        đã thực hiện xong nhiệm vụ được giao | đã hoàn thành nhiệm vụ được giao | hoàn thành nhiệm vụ được giao |
        đã làm xong việc được giao | đã hoàn thành việc được giao | đã hoàn thành công việc được giao |
        làm xong hết rồi | xong hết rồi | làm xong rồi | xong hết | xử lý xong rồi | đã làm xong hết |
        đã hoàn thành | đã xong | xong | xong rồi | đã xong rồi | đã làm xong rồi | đã xử lý xong rồi |
        đã làm xong | đã xử lý xong | đã xử lý | đã giải quyết | đã giải quyết xong | đã thực hiện |
        đã thực hiện xong | đã báo cáo xong | đã trả lời | đã phúc đáp | đã hoàn tất | hoàn tất |
        đã hoàn thành xong | đã tham mưu xong | done | đã phát hành | đã có báo cáo |
        đã ban hành văn bản trả lời | hoàn thành rồi |
        hoàn thành xong | đã triển khai xong | xong rồi ạ | làm xong rồi ạ | xử lý xong rồi ạ | em xong rồi |
        làm xong hết | báo cáo xong rồi | gửi xong rồi | đã được xử lý xong | đã được xử lý |
        đã được giải quyết | đã được giải quyết xong
    """,
    Tag.FINISH: """
        hoàn thành | kết thúc hồ sơ | kết thúc hồ sơ này | kết thúc văn bản | kết thúc văn bản này |
        kết thúc xử lý | đóng hồ sơ | đóng văn bản | đóng hồ sơ này | đóng văn bản này
    """,
    Tag.OPINION: """
        xin ý kiến | lấy ý kiến | hỏi ý kiến | xin ý kiến của | lấy ý kiến của | xin ý kiến góp ý |
        lấy ý kiến góp ý | xin ý kiến góp ý của | gửi lấy ý kiến | gửi xin ý kiến | tham vấn ý kiến |
        lấy ý kiến tham gia | lấy ý kiến tham gia của | xin ý kiến tham gia của | lấy ý kiến góp ý của
    """,
    Tag.KEEP: """
        coi rồi | cất | cất hồ sơ | lưu đi | lưu thôi | cất vào hồ sơ | nắm rồi | lưu | lưu hồ sơ |
        lưu văn thư | lưu vt | lưu vp | lưu trữ | lưu theo dõi | lưu lại | đã xem | đã biết | đã đọc |
        đọc rồi | xem rồi | đã nắm | đã biết rồi | đã xem rồi | lưu để theo dõi | lưu để biết | xếp lại |
        noted | vào sổ lưu | vào sổ theo dõi
    """,
    Tag.GREET: """
        kính thưa | thưa | chào | kính chào | dear | hi | hello | báo cáo anh | báo cáo chị | em báo cáo |
        em xin báo cáo | báo cáo lãnh đạo | em chào
    """,
}
