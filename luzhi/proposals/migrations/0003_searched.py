from django.db import migrations

from luzhi.search.indexing import Searched


class Migration(migrations.Migration):

    dependencies = [
        ('proposals', '0002_whole_life'),
        ('search', '0001_initial'),
    ]

    operations = [
        Searched('Proposal', kind='proposals', at='submitted_at', title='title', body=('body',)),
        Searched('Answer', kind='answers', at='entered_at', body=('body',)),
    ]
