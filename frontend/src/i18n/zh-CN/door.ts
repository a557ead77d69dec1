/** Words at the door, besides those of signing in. */
export const doorZh = {
  'password.title': '换成自己的密码',
  'password.first': '这是别人给您的初始密码，请先换成只有您自己知道的。',
  'password.current': '现在的密码',
  'password.new': '新密码',
  'password.how': '几个不相干的词最好记；不要用姓名和电话。',
  'password.again': '再输入一次',
  'password.differs': '两次输入不一样',
  'password.change': '更换密码',
  'password.changed': '密码已更换，其他设备上的登录已退出',
}
