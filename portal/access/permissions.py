"""Every verb a person can be allowed in a case, grouped by room. Each room's policy says who may."""

from enum import StrEnum


class Permission(StrEnum):
    CASE_READ = "case:read"
    CASE_STORY = "case:story"
    CASE_INVITE_PARENT = "case:invite_parent"
    CASE_BRING_SUPPORT = "case:bring_support"
    CASE_LET_IN_PROFESSIONAL = "case:let_in_professional"
    CASE_ANSWER_TERM = "case:answer_term"
    CASE_TAKE_TERM_BACK = "case:take_term_back"
    CASE_SAY_CODE = "case:say_code"
    CASE_LET_BACK = "case:let_back"
    CASE_GIVE_PLACE = "case:give_place"
    CASE_KEEP_APART = "case:keep_apart"
    CASE_KEEP_SECRET = "case:keep_secret"
    CONTRIBUTION_READ = "contribution:read"
    CONTRIBUTION_HIDE = "contribution:hide"
    CONTRIBUTION_TAKE_BACK = "contribution:take_back"
    CONTRIBUTION_REMARK = "contribution:remark"
    CONTRIBUTION_NOT_SAID = "contribution:not_said"
    CONTRIBUTION_SHARE = "contribution:share"
    CONTRIBUTION_HAND_OVER = "contribution:hand_over"
    CASE_SEARCH = "case:search"
    CONTRIBUTION_LET_THROUGH = "contribution:let_through"
    CONTRIBUTION_RELEASE = "contribution:release"

    CHILD_SHOW = "child:show"
    CHILD_READ = "child:read"

    MAP_READ = "map:read"
    MAP_WRITE = "map:write"
    MAP_NAME_DANGER = "map:name_danger"
    MAP_REWORD = "map:reword"
    MAP_STAND = "map:stand"
    MAP_SPEAK = "map:speak"
    MAP_KEEP = "map:keep"

    RULER_READ = "ruler:read"
    RULER_SCORE = "ruler:score"
    RULER_SCORE_ONESELF = "ruler:score_oneself"
    RULER_ASK = "ruler:ask"
    RULER_REVEAL = "ruler:reveal"
    RULER_CONCLUDE = "ruler:conclude"
    RULER_TAKE_UP = "ruler:take_up"

    NETWORK_READ = "network:read"
    NETWORK_NAME = "network:name"
    NETWORK_OPEN_UP = "network:open_up"
    NETWORK_MOVE = "network:move"
    NETWORK_TRUST = "network:trust"
    NETWORK_OWN_TRUST = "network:own_trust"
    NETWORK_ANSWER = "network:answer"
    NETWORK_WITHDRAW = "network:withdraw"
    NETWORK_INVITE = "network:invite"
    NETWORK_GROUND = "network:ground"
    NETWORK_LEAVE = "network:leave"
    NETWORK_STAY = "network:stay"
    NETWORK_PAUSE = "network:pause"
    NETWORK_COME_BACK = "network:come_back"

    PLAN_READ = "plan:read"
    PLAN_PRINT = "plan:print"
    PLAN_PRINT_FOR = "plan:print_for"
    PLAN_PROPOSE = "plan:propose"
    PLAN_REWORD = "plan:reword"
    PLAN_ANSWER = "plan:answer"
    PLAN_HANG = "plan:hang"
    PLAN_TAKE_IN = "plan:take_in"
    PLAN_WRITE_ITEM = "plan:write_item"
    PLAN_CHANGE_ITEM = "plan:change_item"
    PLAN_TELL_CHECK = "plan:tell_check"
    PLAN_GIVE_NUMBER = "plan:give_number"
    PLAN_FORGET_SECRET = "plan:forget_secret"
    PLAN_SEND_OUT = "plan:send_out"
    PLAN_APPROVE = "plan:approve"
    PLAN_PUT_IN_FORCE = "plan:put_in_force"
    PLAN_SUSPEND = "plan:suspend"
    PLAN_ASK_LEADER = "plan:ask_leader"
    PLAN_FOLLOW_UP = "plan:follow_up"
    PLAN_CLOSE = "plan:close"
    PLAN_WRITE_DOWN = "plan:write_down"
    PLAN_DISOWN = "plan:disown"
    PLAN_LOCK = "plan:lock"
    PLAN_SAY_VIEW = "plan:say_view"
    PLAN_TELL_VIEW = "plan:tell_view"
    LOG_READ = "log:read"
    LOG_WRITE = "log:write"
    BREACH_READ = "breach:read"
    BREACH_REPORT = "breach:report"
    BREACH_ANSWER = "breach:answer"
    DRILL_READ = "drill:read"
    DRILL_WRITE = "drill:write"
    DRILL_ANSWER = "drill:answer"
    DRILL_LEAD = "drill:lead"

    MEETING_READ = "meeting:read"
    MEETING_CALL = "meeting:call"
    MEETING_MOVE = "meeting:move"
    MEETING_CANCEL = "meeting:cancel"
    MEETING_ANSWER = "meeting:answer"

    NOTE_READ = "note:read"
    NOTE_WRITE = "note:write"
    NOTE_REVIEW = "note:review"
    NOTE_DECIDE = "note:decide"

    REVIEW_SEND = "review:send"
    REVIEW_INQUIRE = "review:inquire"
    REVIEW_ANSWER = "review:answer"

    LOOKS_READ = "looks:read"

    @property
    def only_reads(self) -> bool:
        """Does it open pages and nothing else? Paper leaves the house, so printing is more than reading."""
        return self.value.endswith(":read") or self is Permission.CASE_STORY


WHILE_AWAY = frozenset({Permission.NETWORK_COME_BACK, Permission.NETWORK_LEAVE})
"""All that is open to somebody who takes a break."""
AMONG_PROFESSIONALS = frozenset(
    {
        *(Permission.NOTE_READ, Permission.NOTE_WRITE, Permission.NOTE_REVIEW, Permission.NOTE_DECIDE),
        *(Permission.CASE_KEEP_APART, Permission.CASE_KEEP_SECRET, Permission.CONTRIBUTION_LET_THROUGH),
    }
)
"""A look with one of these would tell that a note, a shield or a held text is there: no family side reads
of it in a list of looks."""
