Attribute VB_Name = "SalesbookRibbon"
Option Explicit

' What the tab Salesbook calls. The tag of each of its buttons is the function in salesbook.buttons.
Public Sub SalesbookRibbon_Click(control As IRibbonControl)
    RunSalesbook control.Tag
End Sub

' Buttons and groups of a part are shown where this workbook has a table of that part.
Public Sub SalesbookRibbon_Visible(control As IRibbonControl, ByRef visible)
    Select Case control.ID
        Case "salesbook.letter", "salesbook.drafts", "salesbook.preview", "salesbook.send", "salesbook.inbox"
            visible = HasTable("Mailings Outbox DoNotMail MailRules")
        Case "salesbook.referrals", "salesbook.tree"
            visible = HasTable("Referrals Incentives ReferralAsks ReferralTree IncentiveRules")
        Case "salesbook.cycle"
            visible = HasTable("Handoffs FrontLine RoleBoard FollowUps KindChanges ChannelCosts")
        Case "salesbook.marketing"
            visible = HasTable("Propositions Approvals Executives Campaigns Cohorts Pitches Mailings Outbox DoNotMail MailRules")
        Case "salesbook.campaigns", "salesbook.page"
            visible = HasTable("Propositions Approvals Executives Campaigns Cohorts Pitches")
        Case Else
            visible = True
    End Select
End Sub

' Whether there is a table of one of these names, with blanks between them.
Private Function HasTable(names As String) As Boolean
    Dim sheet As Object
    Dim table As Object
    For Each sheet In ThisWorkbook.Worksheets
        For Each table In sheet.ListObjects
            If InStr(1, " " & names & " ", " " & table.Name & " ", vbTextCompare) > 0 Then HasTable = True
        Next
    Next
End Function
