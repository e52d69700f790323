from django.urls import path

from luzhi.accounts import views

app_name = "accounts"
urlpatterns = [
    path("code/", views.redeem, name="code"),
    path("password/", views.password, name="password"),
]
