from django.urls import path

from luzhi.duties import views

app_name = "duties"
urlpatterns = [
    path("mine/", views.mine, name="mine"),
    path("sheets/", views.all_sheets, name="sheets"),
    path("sheets/<uuid:pk>/", views.one, name="sheet"),
    path("sheets/<uuid:owner>/<slug:code>/", views.earned, name="earned"),
    path("calendar/<slug:group>/", views.board, name="board"),
]
