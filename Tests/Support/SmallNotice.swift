/// A notice with one task, reviewed by the units' parent, for tests of what becomes of an assignment.
public enum SmallNotice {
    public static let text = """
        notice: test
        title: 关于报送报表的通知
        issuer: 省科协
        issued: 2025-03-03
        calendar: cn
        closes: 2025-06-30
        tasks:
          forms:
            kind: submission
            title: 填报报表
            who: {kind: museum}
            due: 2025-04-11
            review: parent

        """

    /// Two museums under one association that reviews them; the second has no mailbox.
    public static let roster = """
        code,name,kind,level,parent,mail,phone
        P,省科协,association,province,,p@example.org,0000-1
        M1,第一馆,museum,county,P,m1@example.org,0000-2
        M2,第二馆,museum,county,P,,0000-3
        """
}
