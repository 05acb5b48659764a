"""Addresses of stage 9."""

from django.urls import path

from thidua.cycle.s9_honour.views import conference, lists, story

app_name = "honour"

urlpatterns = [
    path("", lists.home, name="home"),
    path("hoi-nghi/lap/", conference.plan, name="plan"),
    path("hoi-nghi/<int:pk>/", conference.conference, name="conference"),
    path("hoi-nghi/<int:pk>/sua/", conference.change, name="change"),
    path("hoi-nghi/<int:pk>/chuong-trinh/", conference.programme, name="programme"),
    path("hoi-nghi/<int:pk>/bien-ban/", conference.minutes, name="minutes"),
    path("hoi-nghi/<int:pk>/bien-ban.pdf", conference.paper, name="paper"),
    path("hoi-nghi/<int:pk>/da-hop/", conference.hold, name="hold"),
    path("hoi-nghi/<int:pk>/thong-qua/", conference.approve, name="approve"),
    path("bai-viet/viet/", story.write, name="story_write"),
    path("bai-viet/<int:pk>/", story.story, name="story"),
    path("bai-viet/<int:pk>/sua/", story.edit, name="story_edit"),
    path("bai-viet/<int:pk>/kiem-tra/", story.check, name="story_check"),
    path("bai-viet/<int:pk>/dang/", story.publish, name="story_publish"),
    path("bai-viet/<int:pk>/tra-lai/", story.with_reason, {"step": "send_back"}, name="story_send_back"),
    path("bai-viet/<int:pk>/go/", story.with_reason, {"step": "withdraw"}, name="story_withdraw"),
]
