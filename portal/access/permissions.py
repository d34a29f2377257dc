"""Every verb a person can be allowed in a case, grouped by room. Each room's policy says who may."""

from enum import StrEnum


class Permission(StrEnum):
    CASE_READ = "case:read"
    CASE_STORY = "case:story"
    CASE_INVITE_PARENT = "case:invite_parent"
    CASE_SAY_CODE = "case:say_code"
    CASE_LET_BACK = "case:let_back"
    CASE_GIVE_PLACE = "case:give_place"
    CONTRIBUTION_HIDE = "contribution:hide"
    CONTRIBUTION_REMARK = "contribution:remark"

    MAP_READ = "map:read"
    MAP_WRITE = "map:write"
    MAP_NAME_DANGER = "map:name_danger"
    MAP_REWORD = "map:reword"

    RULER_READ = "ruler:read"
    RULER_SCORE = "ruler:score"
    RULER_REVEAL = "ruler:reveal"
    RULER_TAKE_UP = "ruler:take_up"

    NETWORK_READ = "network:read"
    NETWORK_NAME = "network:name"
    NETWORK_OPEN_UP = "network:open_up"
    NETWORK_ANSWER = "network:answer"
    NETWORK_WITHDRAW = "network:withdraw"
    NETWORK_INVITE = "network:invite"
    NETWORK_LEAVE = "network:leave"

    PLAN_READ = "plan:read"
    PLAN_PRINT = "plan:print"
    PLAN_PROPOSE = "plan:propose"
    PLAN_REWORD = "plan:reword"
    PLAN_ANSWER = "plan:answer"
    PLAN_HANG = "plan:hang"
    PLAN_TAKE_IN = "plan:take_in"
    PLAN_SEND_OUT = "plan:send_out"
    PLAN_APPROVE = "plan:approve"
    PLAN_PUT_IN_FORCE = "plan:put_in_force"

    MEETING_READ = "meeting:read"
    MEETING_CALL = "meeting:call"
    MEETING_MOVE = "meeting:move"
    MEETING_CANCEL = "meeting:cancel"
    MEETING_ANSWER = "meeting:answer"

    REVIEW_SEND = "review:send"
    REVIEW_INQUIRE = "review:inquire"
    REVIEW_ANSWER = "review:answer"

    LOOKS_READ = "looks:read"

    @property
    def only_reads(self) -> bool:
        """Does it open pages and nothing else? Paper leaves the house, so printing is more than reading."""
        return self.value.endswith(":read") or self is Permission.CASE_STORY
