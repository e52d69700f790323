from luzhi.core.menu import Entry, menu
from luzhi.opinions.access import READERS
from luzhi.opinions.models import PaperKind

menu.add(
    *(
        Entry(kind.value, "proposals", kind.label, "opinions:papers", READERS, query=f"kind={kind.value}")
        for kind in PaperKind
    )
)
