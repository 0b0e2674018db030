"""The words of buttons, menus, advertisements and list headings."""


def _words(listed: str) -> list[str]:
    return listed.split()


#: A button or menu entry that no paper, statute or conversation has as a line of its own.
BUTTONS = frozenset(
    _words(
        """
    打开APP 打开App 下载APP 下载App APP下载 userphoto 未登录 请登录 立即登录 用户登录 会员登录 登录/注册
    免费注册 立即注册 开通VIP 开通会员 网站首页 返回首页 网站地图 站点地图 网站导航 设为首页 加入收藏
    收藏本站 关于我们 关于本站 联系我们 联系客服 在线客服 客服中心 意见反馈 帮助中心 友情链接 相关网站
    广告服务 广告合作 法律声明 隐私政策 隐私保护 用户协议 服务条款 免责声明 版权声明 网站声明 诚聘英才
    加入我们 无障碍浏览 无障碍阅读 适老化模式 长者模式 关怀版 手机版 电脑版 移动版 繁体版 打印本页
    打印此页 打印文章 关闭窗口 关闭本页 返回顶部 回到顶部 返回列表 返回上页 返回上一页 扫一扫 分享到
    分享至 分享到微信 微信扫一扫 复制链接 导长图 下载文章 下载PDF PDF下载 全文下载 在线阅读 阅读全文
    阅读原文 展开全文 查看全文 查看更多 查看原文 点击查看更多 加载更多 更多类似文章 更多文章 发布评论
    发表评论 我要评论 写评论 查看评论 全部评论 最新评论 热门评论 网友评论 暂无评论 我来说两句 投诉举报
    我要纠错 微信公众号 官方微博 官方微信 QQ空间 新浪微博 朋友圈 手机客户端 下载客户端 字体大小
    赞助商链接 绑定账号成功 END 上一篇 下一篇 上一页 下一页 登录 注册 END. -END- 切换导航 展开菜单
    """
    )
)

#: Also a word of the text; a button only beside another one.
SHARED_BUTTONS = frozenset(
    _words(
        """
    首页 主页 打印 关闭 分享 收藏 关注 点赞 举报 纠错 评论 转发 更多 返回 搜索 检索 登陆 退出 顶部 尾页
    末页 下载 字号 字体 大 中 小 大中小 广告 二维码 微信 微博 无障碍 English RSS TOP 全文 新闻 资讯 要闻
    时政 视频 图片 专题 论坛 博客 热点新闻 生活服务 热门新闻 新闻中心 最新动态 政务公开 互动交流
    办事服务 通知公告 党建 旅游 财经 体育 娱乐 科技 军事 健康 汽车 房产 教育 文化 国际 国内 地方 订阅
    客户端 公众号 邮箱 帮助 导航 展开 收起 设置 我的 消息 扫码 繁體 简体 A+ A-
    """
    )
)

#: Above a list of other pages.
LIST_HEADS = frozenset(
    _words(
        """
    猜你喜欢 相关阅读 相关文章 相关新闻 相关链接 相关推荐 相关内容 相关报道 相关资讯 延伸阅读 扩展阅读
    推荐阅读 推荐文章 热门文章 热门推荐 热点推荐 热门阅读 热点排行 热文排行 阅读排行 点击排行 排行榜
    类似文章 相似文章 相似文献 同类文章 为您推荐 为你推荐 你可能喜欢 您可能感兴趣 你可能感兴趣
    大家都在看 大家还在看 编辑推荐 精彩推荐 精彩阅读 最新文章 最新资讯 往期回顾 往期推荐 往期精选
    更多阅读 随机推荐 今日热点 热搜 本栏目最新文章 看了又看 读过本文的人还读了
    """
    )
)

#: Advertisements of forbidden trades, as they are written into pages that were broken into.
SHAMELESS = tuple(
    _words(
        """
    国产精品 中文字幕 熟女 无码 黄色视频 黄色网站 黄色视频网 黄色 成人 av 女同 自拍 99热 久久 一区二区
    草草影院 青青青 天天干 美女 性视频 视频在线观看 在线播放 免费观看 免费视频 视频免费 精品一区
    在线观看 三级片 伦理片 激情 毛片 棋牌 彩票 博彩 时时彩 老虎机 百家乐 赌场 六合彩 开奖 投注 北京赛车
    娱乐城 真人娱乐 注册送 菠菜 代开发票 办证刻章 论文代写 代写论文 代发论文 论文代发 私家侦探 高仿 网贷
    亚洲 欧美 日韩 老师机 破解版 私服 外挂 迷药
    """
    )
)
#: At least one of these stands in such an advertisement; the others also stand in honest text.
SHAMELESS_ALONE = tuple(
    _words(
        """
    国产精品 熟女 无码 黄色视频 黄色网站 99热 草草影院 天天干 性视频 一区二区 精品一区 三级片 毛片 av
    免费视频 视频免费 棋牌 博彩 时时彩 老虎机 百家乐 六合彩 北京赛车 娱乐城 真人娱乐 代开发票 办证刻章
    论文代写 代写论文 代发论文 论文代发 私家侦探 迷药 菠菜 私服
    """
    )
)

#: A line that holds one of these is looked at more closely.
CUES = tuple(
    _words(
        """
    APP App 小程序 二维码 公众号 VIP 会员 登录 分享 收藏 点击 点此 扫一扫 扫码 扫描 长按 识别 微信 客服
    浏览 阅读 访问 查看 字体 字号 位置: 位置： 位置是 首页 主页 正文 > ＞ › » | ｜ 丨 上一 下一 打印
    版权 转载 © opyright OPYRIGHT eserved ESERVED 本站 本网 本平台 未经 非经 侵权 不代表 仅代表 声明: 声明：
    ICP 公网安备 标识码 许可证 举报 技术支持 主办 承办 网站维护 浏览器 分辨率 责任编辑 责编 责任校对 责任印制
    编辑: 编辑： 编辑| 编辑｜ 编辑 校对: 校对： 审核: 审核： 监制 美编 排版 初审 复审 终审 一审 二审 三审 供稿
    【热 【荐 【广 【推 【福 【顶 【爆 【精 财运 运势 姻缘 限时 立即 免费 广告 推广 赞助 期)2 期）2 期)1 期）1
    """
    )
)
