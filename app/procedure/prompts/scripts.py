"""The two calls the desk makes, line by line."""

from app.procedure.prompts.entries import Script, Step
from app.procedure.refusal import Words

ACK_CALL = Script(
    code="ack_call",
    action="RecordAckCall",
    label=Words("致谢电话", "Acknowledgement call"),
    clauses=("4.1.1.4-a", "4.1.1.4-b", "4.1.1.4-c", "4.1.1.4-d"),
    steps=(
        Step(
            say=Words(
                "您好，这里是物业服务中心前台。您写给我们的建议，真谢谢您。",
                "Hello, this is the service centre. Thank you for writing to us with your suggestion.",
            ),
            field="thanked",
            clause="4.1.1.4-b",
        ),
        Step(
            say=Words("信我们收到了。", "It has reached us."),
            field="told_received",
            clause="4.1.1.4-c",
        ),
        Step(
            say=Words("负责人正在看、正在研究。", "Our head is studying it now."),
            field="told_studying",
            clause="4.1.1.4-c",
        ),
        Step(
            say=Words("一有结果就早点告诉您。", "You will hear from us as soon as there is a result."),
            field="told_reply_soon",
            clause="4.1.1.4-d",
        ),
    ),
)

CALLBACK = Script(
    code="callback",
    action="RecordCallback",
    label=Words("回访", "Callback"),
    clauses=("4.5.1-a",),
    steps=(
        Step(
            say=Words(
                "您好，这里是物业服务中心前台，想问问您前些天说的那件事。",
                "Hello, this is the service centre, about the matter you raised the other day.",
            ),
            field="reached",
            clause="4.5.1-a",
        ),
        Step(say=Words("事情给您解决了吗？", "Has it been solved for you?"), field="solved"),
        Step(
            say=Words(
                "这次办得您满意吗？接待您的同事态度怎么样？",
                "Are you content with how it was handled, and with the way you were treated?",
            ),
            field="satisfaction",
        ),
        Step(
            say=Words("还有什么想让我们知道的？", "Is there anything else you want us to know?"),
            field="comments",
        ),
        Step(say=Words("谢谢您，有事随时找我们。", "Thank you; we are here whenever you need us.")),
    ),
)

SCRIPTS = (ACK_CALL, CALLBACK)
