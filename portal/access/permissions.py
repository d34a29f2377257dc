"""Every verb a person can be allowed in a case, grouped by room. Each room's policy says who may."""
from enum import StrEnum


class Permission(StrEnum):
    CASE_READ = "case:read"
    CASE_STORY = "case:story"
    CASE_INVITE_PARENT = "case:invite_parent"
    CONTRIBUTION_HIDE = "contribution:hide"
    CONTRIBUTION_REMARK = "contribution:remark"

    MAP_READ = "map:read"
    MAP_WRITE = "map:write"
    MAP_NAME_DANGER = "map:name_danger"
    MAP_REWORD = "map:reword"

    REVIEW_SEND = "review:send"
    REVIEW_ANSWER = "review:answer"
