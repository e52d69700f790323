from luzhi.opinions.access import READERS
from luzhi.opinions.models import PaperKind
from luzhi.organisation.menus import Entry, menu

menu.add(
    *(
        Entry(kind.value, "proposals", kind.label, "opinions:papers", READERS, query=f"kind={kind.value}")
        for kind in PaperKind
    )
)
