window.YTD.account.part0 = [{"account": {"username": "tomvale_ex", "accountDisplayName": "Tom Vale (invented)", "email": "nobody@example"}}]
