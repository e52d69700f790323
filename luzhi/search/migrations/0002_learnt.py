import django.db.models.deletion
import django.utils.timezone
import luzhi.tenancy.ids
from django.db import migrations, models

from luzhi.tenancy.policies import Secure


class Migration(migrations.Migration):

    dependencies = [
        ('search', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Learnt',
            fields=[
                ('id', models.UUIDField(default=luzhi.tenancy.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('what', models.CharField(max_length=40)),
                ('texts', models.PositiveIntegerField()),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('payload', models.BinaryField()),
                ('committee', models.ForeignKey(db_index=False, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.committee')),
            ],
        ),
        migrations.AddConstraint(
            model_name='learnt',
            constraint=models.UniqueConstraint(fields=('committee', 'what'), name='learnt_once'),
        ),
        Secure('Learnt'),
    ]
