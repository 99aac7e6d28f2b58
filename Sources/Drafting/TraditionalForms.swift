/// Characters of the traditional script, as pages made for other regions or converted by machine write them.

enum TraditionalForms {
    /// The simplified form of each scalar from U+4E00 to U+9FFF, 0 where it has none here.
    private static let simplified: [UInt16] = {
        var table = [UInt16](repeating: 0, count: 0x9FFF - 0x4E00 + 1)
        for group in groups.split(whereSeparator: \.isWhitespace) {
            let scalars = Array(group.unicodeScalars)
            for form in scalars.dropFirst() { table[Int(form.value) - 0x4E00] = UInt16(scalars[0].value) }
        }
        return table
    }()

    static func simplified(_ value: UInt32) -> UInt32 {
        let form = simplified[Int(value) - 0x4E00]
        return form == 0 ? value : UInt32(form)
    }

    /// The simplified form first, then what stands for it (after the tables of OpenCC); characters of the genre only.
    private static let groups = """
        万萬 与與 专專 业業 东東 丝絲 两兩 严嚴 丧喪 个個箇 丰豐 临臨 为為爲 举舉 义義 乐樂 习習 乡鄉 书書 买買 争爭 于於 云雲 产產産 亲親 仅僅 从從 仪儀 们們 价價 众眾衆 优優 伙夥 会會 传傳 \
        伤傷 伦倫 伪偽僞 体體 余餘 侦偵 修脩 债債 偿償 储儲 儿兒 兑兌 党黨 关關 兴興 养養 内內 册冊 写寫 军軍 农農 冬鼕 决決 况況 准準 凌淩 减減 几幾 凭憑 出齣 击擊 划劃 刘劉 则則 创創 删刪 \
        别別彆 制製 剂劑 办辦 务務 动動 励勵 劳勞 势勢 区區 医醫 千韆 升昇陞 华華 协協 单單 占佔 卫衛 即卽 卷捲 厂廠 厅廳 历厤曆歷 压壓 厦廈 县縣 参參蔘 双雙 发發髮 变變 只隻 台檯臺颱 号號 \
        合閤 同衕 后後 向嚮曏 听聽 启啓啟 员員 周週 咨諮 响響 回迴 团團糰 园園 围圍 国國 图圖 圆圓 场場 块塊 坚堅 坛墰壇壜罈罎 处處 备備 复復複 够夠 头頭 奋奮 奖奬獎 妇婦 学學 宁寧甯 实實 审審 \
        宫宮 家傢 宽寬 宾賓 对對 导導 将將 尽儘盡 局侷 层層 届屆 属屬 岁嵗歲 岗崗 岳嶽 巩鞏 布佈 师師 带帶 席蓆 干幹榦 并並併 幸倖 广廣 庄莊 庆慶 库庫 应應 废廢 开開 异異 弃棄 张張 弹彈 强強 \
        归歸 当噹當 录彔錄録 彩綵 彻徹 征徵 径徑 御禦 志誌 念唸 态態 总總 恤卹 恳懇 恶噁惡 惩懲 愿願 戏戲 战戰 户戶 才纔 扎紮 扑撲 托託 扣釦 执執 扩擴 扫掃 扬揚 抚撫 护護 报報 担擔 拟擬 拥擁 \
        拨撥 择擇 挂掛 挥揮 损損 换換 据據 撑撐 教敎 数數 断斷 旗旂 无無 旧舊 时時 显顯 暂暫 暗闇 术朮術 机機 杂雜 权權 条條 来來 板闆 极極 构構 枪槍 查査 标標 栏欄 树樹 样樣 核覈 档檔 桥橋 \
        梁樑 梦夢 检檢 楼樓 欢歡 残殘 毁毀燬譭 毕畢 气氣 汇匯彙滙 汉漢 污汙 沟溝 没沒 泄洩 泛氾汎 注註 测測 济濟 浏瀏 浓濃 涌湧 淀澱 游遊 湾灣 湿溼濕 满滿 滥濫 潜潛 灵靈 灾災 点點 炼煉鍊 烦煩 \
        热熱 爱愛 牵牽 状狀 独獨 献獻 玮瑋 环環 现現 电電 画畫畵 畅暢 疗療 监監 盖蓋 盘盤 真眞 瞒瞞 码碼 础礎 硕碩 确確 碍礙 礼禮 离離 秋鞦 种種 秘祕 积積 称稱 税稅 稳穩 竞競 笔筆 筑築 筛篩 \
        筹籌 签簽籤 简簡 类類 粮糧 系係繫 紧緊 累纍 纠糾 红紅 约約 级級 纪紀 纲綱 纳納 纸紙 纽紐 线綫線 练練 组組 细細 织織 终終 绍紹 经經 结結 绕繞 绘繪 给給 络絡 绝絕絶 统統 继繼 绩績 续續 \
        维維 综綜 缉緝 缓緩 编編 缘緣 缝縫 缩縮 缴繳 网網 罚罰 群羣 职職 联聯 肃肅 脑腦 脱脫 脸臉 致緻 舍捨 艺藝 节節 范範 荐薦 荣榮 药葯藥 获獲穫 营營 蒙懞濛矇 虚虛 衔銜 补補 表錶 装裝 见見 \
        观觀 规規 视視 览覽 觉覺 誉譽 计計 订訂 认認 讨討 训訓 议議 讯訊 记記 讲講 许許 论論 设設 访訪 证証證 评評 识識 诉訴 诊診 词詞 试試 话話 询詢 该該 详詳 语語 误誤 说說説 请請 诸諸 \
        读讀 课課 调調 谈談 谋謀 谐諧 谣謠謡 谨謹 负負 贡貢 财財 责責 账賬 货貨 质質 贫貧 购購 贯貫 贴貼 贷貸 贸貿 费費 贺賀 资資 赋賦 赏賞 赛賽 赵趙 跃躍 践踐 车車 转轉 轮輪 软軟 轻輕 载載 \
        较較 辅輔 辉輝 辑輯 输輸 辖轄 辞辭 辟闢 辩辯 边邊 达達 迁遷 过過 运運 还還 这這 进進 违違 连連 迟遲 迹跡蹟 适適 选選 递遞 逻邏 逾踰 遗遺 邮郵 采埰寀採 释釋 里裏裡 鉴鑑鑒 针針鍼 \
        钟鈡鍾鐘 钮鈕 铲剷鏟 银銀 链鏈 销銷 锁鎖 锋鋒 锦錦 键鍵 镇鎭鎮 长長 门門 闭閉 问問 间間 闻聞 阅閱閲 队隊 阳陽 阵陣 阶階 际際 陆陸 陈陳 险險 随隨 隐隱 难難 面麪麫麵 页頁 项項 顺順 \
        须須鬚 颁頒 预預 领領 频頻 题題 额額 风風 饭飯 馆舘館 馈饋 驱驅 驶駛 驻駐 验驗 骑騎 骤驟 齐齊 龄齡 龙龍
        """
}
