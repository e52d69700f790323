from luzhi.activities.access import READERS
from luzhi.activities.registry import FAMILIES
from luzhi.organisation.menus import Entry, menu

menu.add(
    *(
        Entry(code, "people", FAMILIES[code], "activities:activities", READERS, query=f"family={code}")
        for code in ("room", "liaison", "opening")
    )
)
