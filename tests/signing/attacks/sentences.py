"""What a clerk must read for each code, written down a second time so that a changed word is noticed."""

from __future__ import annotations

from typing import Final

SENTENCES: Final = {
    "signature_valid": "Chữ ký số hợp lệ ({signer}); nội dung không bị thay đổi sau khi ký.",
    "no_signature": "Văn bản không có chữ ký số.",
    "not_pdf": "Tệp không phải là văn bản PDF nên không có chữ ký số để kiểm tra.",
    "not_signed_mail": "Thư điện tử không có chữ ký số.",
    "altered_after_signing": "Nội dung đã bị thay đổi sau khi ký số ({signer}): giá trị băm không khớp.",
    "signature_forged": "Chữ ký số không khớp với chứng thư số của người ký ({signer}).",
    "changed_after_signing": "Văn bản bị bổ sung hoặc sửa đổi trái phép sau khi ký số ({signer}).",
    "not_whole_file": "Chữ ký số ({signer}) không bao trùm toàn bộ tệp; có phần nội dung không được ký.",
    "signature_malformed": "Chữ ký số trong tệp sai cấu trúc, không thể kiểm tra.",
    "pdf_damaged": "Tệp PDF có chữ ký số nhưng bị hỏng, không đọc được.",
    "certificate_revoked": "Chứng thư số của {signer} đã bị thu hồi từ ngày {revoked_on}, trước thời điểm ký.",
    "authority_revoked": "Chứng thư số của cơ quan cấp chứng thư đã bị thu hồi từ ngày {revoked_on}.",
    "sender_differs_from_signer": "Địa chỉ người gửi không có trong chứng thư số đã dùng để ký thư.",
    "unknown_authority": "Chứng thư số của {signer} không do cơ quan chứng thực được tin cậy cấp.",
    "revocation_unknown": "Chưa xác minh được chứng thư số của {signer} còn hiệu lực hay đã bị thu hồi.",
    "revocation_forgotten": "Chứng thư số của {signer} đã hết hạn ngày {expired_on}; danh sách thu hồi hiện có được "
    "lập sau ngày đó nên không cho biết chứng thư số có bị thu hồi trước khi hết hạn hay không.",
    "certificate_expired": "Chứng thư số của {signer} đã hết hạn và không có dấu thời gian chứng minh văn bản được ký "
    "khi còn hạn.",
    "certificate_not_yet_valid": "Chứng thư số của {signer} chưa có hiệu lực vào thời điểm nhận văn bản.",
    "wrong_key_usage": "Chứng thư số của {signer} không được cấp để ký văn bản.",
    "wrong_certificate_policy": "Chứng thư số của {signer} theo chính sách mà cơ quan cấp không được phép áp dụng.",
    "chain_invalid": "Chuỗi chứng thư số của {signer} không hợp lệ.",
    "weak_algorithm": "Chữ ký số của {signer} dùng thuật toán hoặc khóa không còn an toàn.",
    "claimed_in_future": "Thời gian ký ghi trong chữ ký số ({claimed}) muộn hơn thời điểm nhận văn bản.",
    "signer_certificate_missing": "Chữ ký số không kèm chứng thư số của người ký.",
    "mail_irregular": "Thư ký số có cấu trúc không theo chuẩn nên không xác định được người gửi hoặc phần đã ký.",
    "encrypted_mail": "Nội dung được mã hóa S/MIME, hệ thống không giải mã.",
    "partly_signed": "Chỉ một phần của thư được ký số; các phần khác không được bảo đảm.",
    "unsupported_signature": "Chữ ký số thuộc loại chưa được hỗ trợ kiểm tra.",
    "encrypted": "Tệp PDF được đặt mật khẩu hoặc mã hóa nên không kiểm tra được chữ ký số.",
    "pdf_irregular": "Tệp PDF có cấu trúc không theo chuẩn; cần người có trách nhiệm xem xét.",
    "too_large": "Tệp vượt quá dung lượng kiểm tra tối đa ({most}).",
    "too_many_signatures": "Tệp có quá nhiều chữ ký số (tối đa {most}).",
    "too_many_revisions": "Tệp có quá nhiều lần bổ sung nội dung (tối đa {most}).",
    "valid_not_official": "Chữ ký số của {signer} hợp lệ nhưng do tổ chức chứng thực công cộng cấp, không phải "
    "chứng thư số chuyên dùng công vụ; văn thư xem xét trước khi vào sổ.",
}
