import { words, type Labels } from './wording'

export { labelOf, type Labels } from './wording'

export const channels: Labels = {
  phone: words('来电', 'Phone'),
  visit: words('来访', 'Visit'),
  letter_in_person: words('当面递交书面', 'Letter handed over'),
  letter_not_in_person: words('来信', 'Letter by post'),
  suggestion_box: words('意见箱', 'Suggestion box'),
  email: words('电子邮件', 'E-mail'),
  chat: words('微信等消息', 'Chat'),
  met_on_patrol: words('巡查中遇到', 'Met on patrol'),
  control_room_call: words('监控中心来电', 'Call to the control room'),
  other_system: words('其他系统', 'Other system'),
}

export const roles: Labels = {
  front_desk: words('客服前台', 'Front desk'),
  area_customer_manager: words('区域客户主任', 'Area customer manager'),
  head_of_customer_service: words('客服部门负责人', 'Head of customer service'),
  centre_manager: words('服务中心负责人', 'Centre manager'),
  security_duty_supervisor: words('安防当值主管', 'Security duty supervisor'),
  engineering_duty_supervisor: words('工程当值主管', 'Engineering duty supervisor'),
  control_room_operator: words('监控中心值班员', 'Control room operator'),
  patrol_guard: words('巡逻安防员', 'Patrol guard'),
  duty_engineer: words('值班工程人员', 'Duty engineer'),
  other_staff: words('其他工作人员', 'Other staff'),
  administrator: words('系统管理员', 'Administrator'),
  group_viewer: words('集团查看', 'Group viewer'),
  system: words('系统', 'System'),
}

export const departments: Labels = {
  customer_service: words('客户服务部门', 'Customer service'),
  security: words('安防', 'Security'),
  engineering: words('工程', 'Engineering'),
}

export const residentTypes: Labels = {
  owner: words('业主', 'Owner'),
  tenant: words('租户', 'Tenant'),
  family_member: words('家属', 'Family member'),
  occupant: words('使用人', 'Occupant'),
  visitor: words('访客', 'Visitor'),
  anonymous: words('匿名', 'Anonymous'),
  unknown: words('未知', 'Unknown'),
}

export const satisfactions: Labels = {
  satisfied: words('满意', 'Satisfied'),
  fairly_satisfied: words('较满意', 'Fairly satisfied'),
  dissatisfied: words('不满意', 'Dissatisfied'),
  no_comment: words('不评价', 'No comment'),
}

export const contactStates: Labels = {
  given: words('已留', 'Given'),
  declined: words('不愿留', 'Declined'),
  none: words('无法留', 'None'),
}

export const flags: Labels = {
  dispute: words('涉及纠纷', 'Dispute'),
  important: words('重要事项', 'Important'),
  sensitive: words('敏感内容', 'Sensitive'),
  out_of_scope: words('超出服务范围', 'Outside our services'),
  marked_for_watch: words('督办', 'Under watch'),
  late_record: words('补录', 'Recorded late'),
  is_key: words('重要业户', 'Key resident'),
}

export const emergencies: Labels = {
  fire: words('火警', 'Fire'),
  lift_entrapment: words('电梯困人', 'Trapped in a lift'),
  flooding: words('水浸爆管', 'Flooding'),
  gas_leak: words('燃气泄漏', 'Gas leak'),
  power_failure: words('停电', 'Power failure'),
  medical: words('急病受伤', 'Illness or injury'),
  person_trapped: words('人员被困', 'Person trapped'),
  falling_object: words('高空坠物', 'Falling object'),
  public_security: words('盗抢闯入', 'Theft or intrusion'),
  fight_violence: words('斗殴暴力', 'Fight or violence'),
  traffic_accident: words('交通事故', 'Traffic accident'),
  severe_weather: words('恶劣天气', 'Severe weather'),
  infectious_or_food_safety: words('传染病或食品安全', 'Infection or food safety'),
  other: words('其他紧急情况', 'Other emergency'),
}
