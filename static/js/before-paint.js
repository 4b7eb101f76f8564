(function(d,s){try{(s=localStorage.getItem("theme"))&&(d.theme=s);(s=localStorage.getItem("text"))&&(d.text=s)}catch(e){}})(document.documentElement.dataset)
