"""The menus: which rooms a role finds beside the nine stages."""

from dataclasses import replace

from django.http import HttpRequest
from django.urls import reverse

from thidua.base.access.actor import refusal
from thidua.base.access.page import Request
from thidua.base.audit.policies import check_reads_log
from thidua.base.places.policies import check_import_places
from thidua.base.staff.policies import check_reads_persons
from thidua.ui.frame import MenuLink


def _link(request: HttpRequest, label: str, name: str, icon: str = "") -> MenuLink:
    url = reverse(name)
    return MenuLink(label, url, icon, current=request.path.startswith(url))


def _one_current(links: list[MenuLink]) -> tuple[MenuLink, ...]:
    """Of links that lead to one another only the nearest is where we are."""
    here = max((link.url for link in links if link.current), key=len, default="")
    return tuple(replace(link, current=link.url == here) for link in links)


# what only some roles find: label, address, who may open it
_FOR_SOME = (
    ("Con người", "people:persons", check_reads_persons),
    ("Địa giới", "places:import", check_import_places),
    ("Nhật ký", "audit:list", check_reads_log),
)


def side_menu(request: Request) -> tuple[MenuLink, ...]:
    """Rooms that are no stage, as far as the role may open them."""
    some = [_link(request, label, name) for label, name, check in _FOR_SOME if refusal(check, request.actor) is None]
    links = [
        _link(request, "Việc cần làm", "tasks:home"),
        _link(request, "Văn bản", "documents:list"),
        _link(request, "Đơn vị", "units:list"),
        _link(request, "Năm thi đua", "season:list"),
        *some,
        _link(request, "Tổng hợp", "reports:home"),
        _link(request, "Tác vụ", "tasks:jobs"),
    ]
    return _one_current(links)


def account_links() -> tuple[MenuLink, ...]:
    """What stands under the account's name."""
    return (
        MenuLink("Tài khoản của tôi", reverse("account")),
        MenuLink("Đổi mật khẩu", reverse("account_change_password")),
        MenuLink("Xác thực hai lớp", reverse("mfa_index")),
        MenuLink("Phiên đăng nhập", reverse("usersessions_list")),
    )


def public_menu(request: HttpRequest) -> tuple[MenuLink, ...]:
    """The portal's menu."""
    return (
        _link(request, "Tin tức và điển hình", "portal:news"),
        _link(request, "Phong trào", "portal:movements"),
        _link(request, "Kết quả thi đua", "portal:results"),
        _link(request, "Quyết định", "portal:decisions"),
        _link(request, "Tra cứu khen thưởng", "portal:awards"),
        _link(request, "Kiểm tra bằng, giấy khen", "portal:check"),
    )


def footer_links() -> tuple[MenuLink, ...]:
    """What stands at the foot of every page."""
    return (MenuLink("Trang công khai", reverse("portal:home")),)
