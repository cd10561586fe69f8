window.YTD.tweets.part0 = [
  {"tweet": {"id_str": "1001", "full_text": "Met Minister Ada Vane (invented) in Porto today.", "created_at": "Tue Mar 05 13:00:00 +0000 2024", "lang": "en"}},
  {"tweet": {"id_str": "1002", "full_text": "RT @vane_example: Tom Vale was our guest today.", "created_at": "Wed Mar 06 13:00:00 +0000 2024", "lang": "en"}}
]
