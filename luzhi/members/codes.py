"""Code tables of a roster: GB/T 2261.1, GB/T 3304, GB/T 4762, GB/T 4658 and GB/T 6864."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Sex(models.TextChoices):
    MALE = "1", _("male")
    FEMALE = "2", _("female")


class Party(models.TextChoices):
    """Political status, GB/T 4762."""

    CPC = "01", _("CPC member")
    CPC_PROBATIONARY = "02", _("Probationary CPC member")
    YOUTH_LEAGUE = "03", _("Youth League member")
    RCCK = "04", _("RCCK (Revolutionary Committee of the Kuomintang)")
    CDL = "05", _("China Democratic League")
    CNDCA = "06", _("CNDCA (Democratic National Construction)")
    CAPD = "07", _("CAPD (Promotion of Democracy)")
    CPWDP = "08", _("CPWDP (Peasants and Workers)")
    ZHIGONG = "09", _("Zhigong Party")
    JIUSAN = "10", _("Jiusan Society")
    TAIWAN = "11", _("Taiwan Democratic Self-Government League")
    NONPARTY = "12", _("Personage without party affiliation")
    MASSES = "13", _("None")


CPC = (Party.CPC, Party.CPC_PROBATIONARY)


class Education(models.TextChoices):
    """GB/T 4658."""

    POSTGRADUATE = "10", _("postgraduate")
    UNDERGRADUATE = "20", _("undergraduate")
    COLLEGE = "30", _("junior college")
    VOCATIONAL = "40", _("secondary vocational")
    HIGH = "60", _("senior secondary")
    MIDDLE = "70", _("junior secondary")
    PRIMARY = "80", _("primary")
    OTHER = "90", _("other")


class Degree(models.TextChoices):
    """GB/T 6864."""

    DOCTOR = "2", _("doctor")
    MASTER = "3", _("master")
    BACHELOR = "4", _("bachelor")


class Post(models.TextChoices):
    """职务 in the committee."""

    MEMBER = "member", _("member")
    STANDING = "standing", _("standing-committee member")
    VICE_CHAIR = "vice_chair", _("vice-chairperson")
    CHAIR = "chair", _("chairperson")
    SECRETARY_GENERAL = "secretary_general", _("secretary-general")


class UnitPost(models.TextChoices):
    """职务 in a unit."""

    MEMBER = "member", _("ordinary member")
    SECRETARY = "secretary", _("secretary")
    DEPUTY = "deputy", _("deputy")
    ORGANISATION = "organisation", _("organisation commissioner")
    PUBLICITY = "publicity", _("publicity commissioner")
    DISCIPLINE = "discipline", _("discipline commissioner")
    HEAD = "head", _("head")
    FIRST_SECRETARY = "first_secretary", _("first secretary")


NATIONALITIES = [
    "汉族",
    "蒙古族",
    "回族",
    "藏族",
    "维吾尔族",
    "苗族",
    "彝族",
    "壮族",
    "布依族",
    "朝鲜族",
    "满族",
    "侗族",
    "瑶族",
    "白族",
    "土家族",
    "哈尼族",
    "哈萨克族",
    "傣族",
    "黎族",
    "傈僳族",
    "佤族",
    "畲族",
    "高山族",
    "拉祜族",
    "水族",
    "东乡族",
    "纳西族",
    "景颇族",
    "柯尔克孜族",
    "土族",
    "达斡尔族",
    "仫佬族",
    "羌族",
    "布朗族",
    "撒拉族",
    "毛南族",
    "仡佬族",
    "锡伯族",
    "阿昌族",
    "普米族",
    "塔吉克族",
    "怒族",
    "乌孜别克族",
    "俄罗斯族",
    "鄂温克族",
    "德昂族",
    "保安族",
    "裕固族",
    "京族",
    "塔塔尔族",
    "独龙族",
    "鄂伦春族",
    "赫哲族",
    "门巴族",
    "珞巴族",
    "基诺族",
]
"""GB/T 3304: the name of code n stands at place n - 1."""

NATIONALITY_CHOICES = [(f"{code:02}", name) for code, name in enumerate(NATIONALITIES, 1)] + [
    ("97", "其他"),
    ("98", "外国血统"),
]
