"""Addresses without the house's own door, each with the policy it follows. Any other such address is a house fault."""

EXTERNAL_POLICIES: dict[str, str] = {
    "display": "bất kỳ ai; chỉ đổi cỡ chữ và độ tương phản của trang mình đang xem",
}
