from pathlib import Path

import django.db.models.deletion
import luzhi.tenancy.ids
from django.db import migrations, models

from luzhi.search.folding import BLANK, FROM, LONGEST, MARKS, TO
from luzhi.tenancy.policies import Secure


def literal(text):
    return "'" + text.replace("'", "''") + "'"


CONSTANTS = {
    "longest": LONGEST,
    "blank": literal(BLANK),
    "from": literal(FROM),
    "to": literal(TO),
    "foldable": literal(f"[{FROM}]"),
    "marks": literal(f"[{MARKS}]+"),
}
INDEX = (Path(__file__).parent / "index.sql").read_text(encoding="utf-8") % CONSTANTS

UNMADE = """
DROP POLICY index_reader ON search_entry;
DROP FUNCTION search_hits, search_alike, search_counts, search_shares;
DROP INDEX search_entry_vector;
DROP FUNCTION search_query, search_shown, search_vector, search_grams, search_key, search_fold"""


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('organisation', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Entry',
            fields=[
                ('id', models.UUIDField(default=luzhi.tenancy.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(max_length=30)),
                ('at', models.DateTimeField()),
                ('title', models.TextField()),
                ('body', models.TextField()),
                ('committee', models.ForeignKey(db_index=False, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.committee')),
            ],
            options={
                'indexes': [models.Index(fields=['committee', '-at', '-id'], name='search_entry_newest')],
            },
        ),
        migrations.CreateModel(
            name='Share',
            fields=[
                ('id', models.UUIDField(default=luzhi.tenancy.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('gram', models.CharField(blank=True, max_length=2)),
                ('share', models.FloatField()),
                ('committee', models.ForeignKey(db_index=False, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.committee')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('committee', 'gram'), name='search_share_once')],
            },
        ),
        Secure('Entry'),
        Secure('Share'),
        migrations.RunSQL(INDEX, UNMADE),
    ]
